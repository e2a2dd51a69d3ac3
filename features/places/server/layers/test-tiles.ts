/** A PMTiles file of version 3 with one empty vector tile at zoom 0, for tests. Degrees. */
export function tinyTiles(bounds: readonly [west: number, south: number, east: number, north: number]): Buffer {
  const metadata = Buffer.from(JSON.stringify({ attribution: '© OpenStreetMap', vector_layers: [{ id: 'jalan' }] }));
  const tile = Buffer.from([0x1a, 0x00]);
  // One entry: tile 0, run of 1, its length, at offset 0 (written as 1).
  const directory = Buffer.from([1, 0, 1, tile.length, 1]);
  const header = Buffer.alloc(127);
  header.write('PMTiles', 0, 'ascii');
  header.writeUInt8(3, 7);
  const sections = [directory, metadata, Buffer.alloc(0), tile];
  let at = header.length;
  for (const [nth, section] of sections.entries()) {
    header.writeBigUInt64LE(BigInt(at), 8 + 16 * nth);
    header.writeBigUInt64LE(BigInt(section.length), 16 + 16 * nth);
    at += section.length;
  }
  for (const offset of [72, 80, 88]) header.writeBigUInt64LE(1n, offset);
  // Clustered, no compression inside and of tiles, vector tiles, zoom 0 to 0.
  for (const [offset, value] of [
    [96, 1],
    [97, 1],
    [98, 1],
    [99, 1],
    [100, 0],
    [101, 0],
  ] as const)
    header.writeUInt8(value, offset);
  for (const [nth, degrees] of bounds.entries()) header.writeInt32LE(Math.round(degrees * 1e7), 102 + 4 * nth);
  return Buffer.concat([header, ...sections]);
}
