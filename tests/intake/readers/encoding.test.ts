import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { detectEncoding } from '../../../src/intake/readers/encoding.ts';
import { fingerprint } from '../../../src/intake/readers/fingerprint.ts';
import { brief, delivered, errorOf, rowsOf } from './delivered.ts';

const TRADITIONAL = '編號,名稱,地址\n1,臺南市政府環境保護局,永華路二段６號\n2,許功蓋,中西區民族路\n';
const SIMPLIFIED = '编号,名称,地址\n1,上海市公安局,人民路一百号\n2,王小明,东区中华路\n';

describe('encodings', () => {
  it.each([
    ['UTF-8', TRADITIONAL],
    ['utf8', SIMPLIFIED],
    ['Big5', TRADITIONAL],
    ['big5-hkscs', TRADITIONAL],
    ['GBK', SIMPLIFIED],
    ['GB2312', SIMPLIFIED],
    ['GB18030', `${SIMPLIFIED}3,𠮷野,東區\n`],
    ['UTF-16LE', TRADITIONAL],
  ])('reads %s as declared, across chunk borders', async (encoding, text) => {
    const long = text + text.split('\n').slice(1).join('\n').repeat(8000);
    const bytes = iconv.encode(long, encoding);
    const expected = brief(await rowsOf(long, 'csv'));
    expect(brief(await rowsOf(bytes, 'csv', { encoding }))).toEqual(expected);
    expect(brief(await rowsOf(gzipSync(bytes), 'csv', { encoding }))).toEqual(expected);
  });

  it.each([
    ['Big5', TRADITIONAL],
    ['GB18030', SIMPLIFIED],
  ])('refuses %s declared as UTF-8 and guesses it', async (encoding, text) => {
    const error = await errorOf(rowsOf(iconv.encode(text.repeat(5), encoding), 'csv'));
    expect(error.code).toBe('FILE_ENCODING');
    expect(error.details.guess).toBe(encoding);
  });

  it.each(['UTF-8', 'GBK', 'Big5'])('asks to convert UTF-16 declared as %s', async (encoding) => {
    for (const other of ['UTF-16LE', 'UTF-16BE']) {
      const bytes = iconv.encode(TRADITIONAL, other, { addBOM: true });
      const error = await errorOf(rowsOf(bytes, 'csv', { encoding }));
      expect(error.code).toBe('FILE_UNCONVERTED');
      expect(error.message).toMatch(
        new RegExp(`is not ${encoding}; it looks like ${other}, which no contract can declare$`),
      );
      expect(error.remedy).toMatch(/^Convert the file to UTF-8/);
    }
  });

  it.each(['UTF-8', 'GBK', 'Big5'])(
    'says of binary data declared as %s that it is no text',
    async (encoding) => {
      const bytes = Buffer.from(Array.from({ length: 4096 }, (_, index) => index % 256));
      const error = await errorOf(rowsOf(bytes, 'csv', { encoding }));
      expect(error.code).toBe('FILE_FORMAT');
      expect(error.message).toMatch(/no text but binary data/);
    },
  );

  it('refuses UTF-8 declared as Big5', async () => {
    const error = await errorOf(rowsOf(TRADITIONAL, 'csv', { encoding: 'Big5' }));
    expect(error.details).toMatchObject({ encoding: 'Big5', guess: 'UTF-8' });
  });

  it('faults only the rows with bytes that Big5 does not know', async () => {
    const bytes = Buffer.concat([
      iconv.encode('編號,名稱\n1,王', 'big5'),
      Buffer.from([0xff, 0x0a]),
      Buffer.from('2,b\n'),
    ]);
    const rows = await rowsOf(bytes, 'csv', { encoding: 'big5' });
    expect(rows.map((row) => row.fault?.rule)).toEqual(['encoding', undefined]);
    expect(rows[0]?.fault?.column).toBe('名稱');
  });

  it('refuses UTF-8 that ends inside a character, as other encodings do', async () => {
    const error = await errorOf(rowsOf(Buffer.from('a\n王').subarray(0, 4), 'csv'));
    expect(error.code).toBe('FILE_UNCONVERTED');
  });

  it('refuses binary data and encodings that it does not read', async () => {
    expect((await errorOf(rowsOf(Buffer.from('a,b\n1,\u00002\n'), 'csv'))).code).toBe('FILE_FORMAT');
    expect((await errorOf(rowsOf('a\n', 'csv', { encoding: 'koi8-r' }))).code).toBe('FILE_FORMAT');
  });

  it.each([
    ['UTF-8', Buffer.from(TRADITIONAL).subarray(0, 50), 'UTF-8', true],
    ['plain ASCII', Buffer.from('a,b\n1,2'), 'UTF-8', true],
    ['UTF-16', Buffer.from('\uFEFFa,b', 'utf16le'), 'UTF-16LE', true],
    ['Big5', iconv.encode(TRADITIONAL.repeat(5), 'big5'), 'Big5', true],
    ['GB18030', iconv.encode(SIMPLIFIED.repeat(5), 'gb18030'), 'GB18030', true],
  ])('detects %s', (_name, sample, encoding, confident) => {
    expect(detectEncoding(sample)).toEqual({ encoding, confident });
  });
});

describe('fingerprint', () => {
  it('is the SHA-256 of the bytes', async () => {
    const known = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(await fingerprint(delivered('abc'))).toBe(known);
  });

  it('says why a file cannot be read', async () => {
    const error = await errorOf(fingerprint('/does/not/exist.csv'));
    expect(error.message).toBe('exist.csv cannot be read: there is no such file');
  });
});
