// Another implementation's word on each file named: whether its Content Credentials are valid, and its status codes.
import { readFile } from 'node:fs/promises';
import { JPEG, PNG } from '@trustnxt/c2pa-ts/asset';
import { SuperBox } from '@trustnxt/c2pa-ts/jumbf';
import { ManifestStore } from '@trustnxt/c2pa-ts/manifest';

const told = [];
for (const path of process.argv.slice(2)) {
  const bytes = await readFile(path);
  const asset = JPEG.canRead(bytes) ? new JPEG(bytes) : new PNG(bytes);
  const boxes = asset.getManifestJUMBF();
  const result = boxes && (await ManifestStore.read(SuperBox.fromBuffer(boxes)).validate(asset));
  told.push({ valid: Boolean(result?.isValid), codes: (result?.statusEntries ?? []).map((entry) => entry.code) });
}
console.log(JSON.stringify(told));
