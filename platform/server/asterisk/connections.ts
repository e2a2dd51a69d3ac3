/**
 * Close the event connections of an application, by a command of Asterisk's own console: ARI has none for it. Whoever is at the other end can
 * give no command by them any more, also one who stands still and would only later. How many were closed.
 */
export async function closeConnections(command: (line: string) => Promise<string>, app: string): Promise<number> {
  const listed = await command('ari show websocket sessions');
  const ids = listed.split('\n').flatMap((line) => {
    const [id, , , state, apps] = line.trim().split(/\s+/);
    return id !== undefined && state === 'Up' && apps?.split(',').includes(app) === true ? [id] : [];
  });
  for (const id of ids) await command(`ari shutdown websocket session ${id}`);
  return ids.length;
}
