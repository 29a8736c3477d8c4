/** HTTP/1.1 heads as text (RFC 9112). */
import type { Random } from '../random';

/** What a browser adds to its requests. */
export function browserHeaders(random: Random): string {
  const version = random.integer(60, 131);
  const system = random.pick(['X11; Linux x86_64', 'Windows NT 10.0; Win64; x64', 'Macintosh; Intel Mac OS X 10_15_7']);
  return (
    `User-Agent: Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36\r\n` +
    'Accept-Encoding: gzip, deflate, br\r\nAccept-Language: en-US,en;q=0.9\r\nCache-Control: no-cache\r\n'
  );
}

/** A request with a body, as a small client library writes it. */
export function post(path: string, host: string, headers: string, body: string): string {
  return `POST ${path} HTTP/1.1\r\nHost: ${host}\r\n${headers}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

/** An answer with a body of known length. `headers` end with a line break each. */
export function answer(body: string, headers = '', status = '200 OK'): string {
  return `HTTP/1.1 ${status}\r\n${headers}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}
