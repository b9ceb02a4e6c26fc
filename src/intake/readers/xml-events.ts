import { StringDecoder } from 'node:string_decoder';
import { SaxesParser } from 'saxes';
import { JingweiError } from '../../errors.ts';

/** What a reader of XML is told; names come without their namespace prefix. */
export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(name: string): void;
}

/** The XML is not well-formed. */
export class XmlError extends Error {}

/**
 * Feeds XML (UTF-8) to a handler, chunk by chunk, and yields after each so that the caller can hand on what it has.
 * Entities that a DTD defines are not expanded, so they cannot explode.
 * @throws XmlError; JingweiError LIMIT_EXCEEDED when one tag or text is longer than `maxBytes`
 */
export async function* xmlEvents(
  bytes: AsyncIterable<Buffer>,
  handler: XmlHandler,
  maxBytes: number,
): AsyncGenerator<void, void, undefined> {
  const decoder = new StringDecoder('utf8');
  const parser = new SaxesParser();
  let silent = 0;
  parser.on('error', (error) => {
    throw new XmlError('the XML is not well-formed', { cause: error });
  });
  parser.on('opentag', (tag) => {
    silent = 0;
    handler.open(localName(tag.name), plainAttributes(tag.attributes));
  });
  parser.on('text', (text) => {
    silent = 0;
    handler.text(text);
  });
  parser.on('cdata', (text) => {
    silent = 0;
    handler.text(text);
  });
  parser.on('closetag', (tag) => {
    silent = 0;
    handler.close(localName(tag.name));
  });
  for await (const chunk of bytes) {
    silent += chunk.length;
    if (silent > maxBytes + chunk.length) {
      throw new JingweiError('LIMIT_EXCEEDED', {
        what: 'A part of the workbook',
        limit: `${maxBytes} bytes`,
      });
    }
    parser.write(decoder.write(chunk));
    yield;
  }
  parser.write(decoder.end()).close();
}

/** Feeds a whole XML part to a handler. */
export async function readXml(
  bytes: AsyncIterable<Buffer>,
  handler: XmlHandler,
  maxBytes: number,
): Promise<void> {
  const events = xmlEvents(bytes, handler, maxBytes);
  let step = await events.next();
  while (step.done !== true) step = await events.next();
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

function plainAttributes(attributes: Readonly<Record<string, unknown>>): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'string') plain[localName(name)] = value;
  }
  return plain;
}
