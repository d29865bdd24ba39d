import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { isFromOurPages } from '../access/cross-site.ts';
import { Refusal } from '../errors.ts';

/** Headers that leave a browser nothing to do but show what comes from this origin. */
export function securityHeaders(publicUrl: string | undefined): RequestHandler {
  const overHttps = publicUrl !== undefined && new URL(publicUrl).protocol === 'https:';
  const self = ["'self'"];
  const none = ["'none'"];
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: none,
        scriptSrc: self,
        styleSrc: self,
        imgSrc: [...self, 'blob:', 'data:'],
        connectSrc: self,
        fontSrc: self,
        frameSrc: self,
        manifestSrc: self,
        baseUri: none,
        formAction: self,
        frameAncestors: none,
        objectSrc: none,
      },
    },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: overHttps && { maxAge: 31_536_000, includeSubDomains: true },
  });
}

/** Refuses what another site sends in the name of somebody who is signed in here. */
export function ownPagesOnly(publicUrl: string | undefined): RequestHandler {
  return (request, _response, next) => {
    if (!isFromOurPages(request.method, request.headers, publicUrl)) throw new Refusal('cross_site');
    next();
  };
}
