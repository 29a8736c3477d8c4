/**
 * Certificates as pool software makes them by itself, and one of an ordinary chain, in DER. Made with openssl after the
 * sources named in main/verdict/pool-certificates.ts; their keys are thrown away.
 */
export const certificates = {
  /** `openssl req` as nodejs-pool and xmr-node-proxy run it at installation. */
  nodejsPool: decode(`
    MIICDDCCAbGgAwIBAgIUcHbV0JbsJdt50JNoi4un42O1coMwCgYIKoZIzj0EAwIwWjELMAkGA1UEBhMCSVQxDTALBgNVBAgMBFBv
    b2wxDzANBgNVBAcMBkRhZW1vbjEUMBIGA1UECgwLTWluaW5nIFBvb2wxFTATBgNVBAMMDG1pbmluZy5wcm94eTAgFw0yNjExMjIy
    MjIxMzBaGA8yMTI2MTAyOTIyMjEzMFowWjELMAkGA1UEBhMCSVQxDTALBgNVBAgMBFBvb2wxDzANBgNVBAcMBkRhZW1vbjEUMBIG
    A1UECgwLTWluaW5nIFBvb2wxFTATBgNVBAMMDG1pbmluZy5wcm94eTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABKbi4RH8A6TJ
    ZGx1QE7MtLMo2kg64tu307tMKKL7SVtdrlNAXDgYeUxm+zK2UruQZeBxzJsxgMCralTdIVpNx+CjUzBRMB0GA1UdDgQWBBRyFTN3
    VSjggfzM9kq0btnOpM1TtjAfBgNVHSMEGDAWgBRyFTN3VSjggfzM9kq0btnOpM1TtjAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49
    BAMCA0kAMEYCIQDUUYMlTuxQnV+aIWeXeOzddwNYXNJRnNU2yWD1CDj3KwIhAIxADNz+CmLKWVyMuzWDI5A5XvDtA15Cbxu5n6bP
    5b2x
  `),
  /** As TlsGen of XMRig and xmrig-proxy has it: version 1, serial 1, 3,650 days, nothing but a common name. */
  xmrig: decode(`
    MIIBDzCBtgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwHhcNMjYxMTIyMjIyMTMxWhcNMzYxMTE5MjIyMTMx
    WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASm4uER/AOkyWRsdUBOzLSzKNpIOuLbt9O7
    TCii+0lbXa5TQFw4GHlMZvsytlK7kGXgccybMYDAq2pU3SFaTcfgMAoGCCqGSM49BAMCA0gAMEUCIFF/gctN9HeXfb75XfvbjXla
    3C0I5YJ6Rnx9teYbenVsAiEAy64PLmGQJ4/Mg7zfmfdmV00sPRM7s+yXUtsidShpN5c=
  `),
  /** As P2Pool has it: 20 years of 365.25 days around now, no common name. */
  p2pool: decode(`
    MIIBbjCCARSgAwIBAgIISm+cIdO35YEwCgYIKoZIzj0EAwIwITELMAkGA1UEBhMCVVMxEjAQBgNVBAoMCUJvcmluZ1NTTDAeFw0x
    NjAxMDExMjAwMDBaFw0zNjAxMDExMjAwMDBaMCExCzAJBgNVBAYTAlVTMRIwEAYDVQQKDAlCb3JpbmdTU0wwWTATBgcqhkjOPQIB
    BggqhkjOPQMBBwNCAASm4uER/AOkyWRsdUBOzLSzKNpIOuLbt9O7TCii+0lbXa5TQFw4GHlMZvsytlK7kGXgccybMYDAq2pU3SFa
    TcfgozYwNDATBgNVHSUEDDAKBggrBgEFBQcDATAdBgNVHQ4EFgQUchUzd1Uo4IH8zPZKtG7ZzqTNU7YwCgYIKoZIzj0EAwIDSAAw
    RQIgBct0NieUTnKQU3YKnF4i16Tqa6cx/iUotq9mZW6q+5ICIQDdCylhIqW3OAzf0c+0pi83kl/OUkTN8Wd/FVSLEuIlfw==
  `),
  /** Signed by another, its organisation in UTF-8, valid until 2081. */
  ordinary: decode(`
    MIIBWDCB/gICEjQwCgYIKoZIzj0EAwIwJjEQMA4GA1UECgwHU29tZSBDQTESMBAGA1UEAwwJU29tZSBSb290MCAXDTI2MTEyMjIy
    MjEzMVoYDzIwODEwODI1MjIyMTMxWjBHMQswCQYDVQQGEwJKUDEhMB8GA1UECgwY44Kr44OK44Oq44Ki5qCq5byP5Lya56S+MRUw
    EwYDVQQDDAwqLmV4YW1wbGUuanAwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASiXZ1fOBiZLc5Fg2n6C8Xi4Qx3kNGk0blx4Z0T
    YcYGFcsSGHu8KWOB0aaPjlzhePoAkCNEhOFsAxdIDDk4GXtZMAoGCCqGSM49BAMCA0kAMEYCIQDF/dcFNBlOEvpJPZAmbablOeHW
    t3KsHhH9L/+dUWAgMgIhAMc59W7UVil6z+eh9zGNnKvKoLpyKv7Y0zhPd5DtlGkr
  `),
} as const;

function decode(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
