/** The token of an `Authorization` header (RFC 6750); undefined when there is none. */
export function readBearer(authorization: string | undefined): string | undefined {
  return /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization ?? '')?.[1];
}
