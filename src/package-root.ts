import { existsSync } from 'node:fs';

/** Folder of the package, where `cypher/`, `schema/` and `examples/` lie, both from the sources and from the build. */
export function findPackageRoot(): URL {
  let directory = new URL('..', import.meta.url);
  while (!existsSync(new URL('package.json', directory))) {
    const parent = new URL('..', directory);
    if (parent.href === directory.href) throw new Error('The package has no package.json above its code');
    directory = parent;
  }
  return directory;
}
