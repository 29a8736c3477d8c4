/** Names of LINKTYPE_ numbers, without their prefix (tcpdump.org/linktypes.html). */
const names: Readonly<Record<number, string>> = {
  0: 'NULL',
  1: 'EN10MB',
  6: 'IEEE802_5',
  7: 'ARCNET_BSD',
  8: 'SLIP',
  9: 'PPP',
  10: 'FDDI',
  50: 'PPP_HDLC',
  51: 'PPP_ETHER',
  100: 'ATM_RFC1483',
  101: 'RAW',
  104: 'C_HDLC',
  105: 'IEEE802_11',
  107: 'FRELAY',
  108: 'LOOP',
  109: 'ENC',
  113: 'LINUX_SLL',
  114: 'LTALK',
  117: 'PFLOG',
  119: 'PRISM_HEADER',
  122: 'IP_OVER_FC',
  127: 'RADIOTAP',
  138: 'APPLE_IP_OVER_IEEE1394',
  149: 'USER2',
  163: 'IEEE802_11_AVS',
  166: 'PPP_PPPD',
  187: 'BLUETOOTH_HCI_H4',
  189: 'USB_LINUX',
  192: 'PPI',
  195: 'IEEE802_15_4',
  201: 'BLUETOOTH_HCI_H4_WITH_PHDR',
  204: 'PPP_WITH_DIR',
  220: 'USB_LINUX_MMAPPED',
  227: 'CAN_SOCKETCAN',
  228: 'IPV4',
  229: 'IPV6',
  231: 'DBUS',
  239: 'NFLOG',
  240: 'NETANALYZER',
  242: 'IPOIB',
  249: 'USBPCAP',
  253: 'NETLINK',
  274: 'ETHERNET_MPACKET',
  276: 'LINUX_SLL2',
};

/** The name of a link type as it stands in reports: `EN10MB`, `LINUX_SLL`, ..., `LINKTYPE_300` for one without a name here. */
export function linkTypeName(linkType: number): string {
  return names[linkType] ?? `LINKTYPE_${linkType}`;
}

/**
 * The LINKTYPE_ number behind the link-type field of a file: the frame check sequence bits of the upper half are masked
 * off (draft-ietf-opsawg-pcap, section 4), and the DLT_RAW numbers that some writers store (12, on OpenBSD 14) become
 * LINKTYPE_RAW.
 */
export function normaliseLinkType(field: number): number {
  const linkType = field & 0xffff;
  return linkType === 12 || linkType === 14 ? 101 : linkType;
}
