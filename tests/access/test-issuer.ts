import { createServer, type Server } from 'node:http';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';

/** A little OpenID Connect issuer on loopback with one RSA key. */
export interface TestIssuer {
  readonly url: string;
  readonly keyId: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
  close(): Promise<void>;
  /** The same issuer at the same address. */
  startAgain(): Promise<{ close(): Promise<void> }>;
}

export async function startIssuer(): Promise<TestIssuer> {
  const keyId = 'k1';
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const publicJwk = { ...(await exportJWK(publicKey)), kid: keyId, alg: 'RS256', use: 'sig' };
  const start = async (port: number) => {
    const server = createServer((request, response) => {
      const own = `http://${request.headers.host}`;
      const body = request.url?.endsWith('openid-configuration')
        ? { issuer: own, jwks_uri: `${own}/keys` }
        : { keys: [publicJwk] };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return server;
  };
  const server = await start(0);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    ...{ url: `http://127.0.0.1:${port}`, keyId, privateKey, publicJwk },
    close: () => stop(server),
    startAgain: async () => {
      const again = await start(port);
      return { close: () => stop(again) };
    },
  };
}

/** A token of the issuer for the audience `jingwei`; claims replace those that it would have. */
export function tokenFor(issuer: TestIssuer, claims: JWTPayload): Promise<string> {
  return new SignJWT({ iss: issuer.url, aud: 'jingwei', ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: issuer.keyId })
    .sign(issuer.privateKey);
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
