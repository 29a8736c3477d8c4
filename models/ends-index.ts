/** Values by the two ends of a connection, whichever of them is called the client. */
export class EndsIndex<Value> {
  private readonly values = new Map<string, Value>();

  set(address: string, port: number, otherAddress: string, otherPort: number, value: Value): void {
    this.values.set(`${address}|${port}|${otherAddress}|${otherPort}`, value);
    this.values.set(`${otherAddress}|${otherPort}|${address}|${port}`, value);
  }

  find(address: string, port: number, otherAddress: string, otherPort: number): Value | undefined {
    return this.values.get(`${address}|${port}|${otherAddress}|${otherPort}`);
  }
}
