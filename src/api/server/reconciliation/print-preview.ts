import { PRESENT } from '../../../as-of.ts';
import { escapeHtml } from '../../../audit/print-report.ts';
import { JingweiError } from '../../../errors.ts';
import type { RequestContext } from '../../context.ts';
import { typeOf } from './manifest.ts';

const MOST_CLAIMS = 12;

/** A small page about an entity: its name and preferred values, as far as the caller may see them. Throws NOT_FOUND. */
export async function printPreview(context: RequestContext, id: string): Promise<string> {
  const loaders = context.loaders(PRESENT);
  const entity = await loaders.profile(id);
  if (entity === null) throw new JingweiError('NOT_FOUND', { kind: 'entity', id });
  const claims = (await loaders.claims.load(entity.id)).filter(({ preferred }) => preferred);
  const name = entity.name || (await loaders.names.load(entity.id)) || entity.id;
  const rows = claims.slice(0, MOST_CLAIMS).map(({ attribute, value, sources, confirmation }) => {
    const shown = sources.find(({ knownProblem }) => knownProblem === null)?.original ?? value;
    const mark = confirmation.state === 'CONFIRMED' ? ' ✓' : '';
    return `<tr><th align="left">${escapeHtml(attribute)}</th><td>${escapeHtml(shown)}${mark}</td></tr>`;
  });
  const title = `${escapeHtml(name)} <small>${escapeHtml(typeOf(entity.kind).name)}</small>`;
  return `<!doctype html><html><head><meta charset="utf-8"><title>${escapeHtml(name)}</title></head><body><h3>${title}</h3><table>${rows.join('')}</table></body></html>`;
}
