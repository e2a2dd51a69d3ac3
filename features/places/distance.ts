/** Metres as people say them: `80 m`, `1,4 km`. Above 100 m to the nearest ten, because nothing here is more exact. */
export function distanceText(metres: number, number: (value: number) => string): string {
  if (metres < 100) return `${number(Math.round(metres))} m`;
  if (metres < 1000) return `${number(Math.round(metres / 10) * 10)} m`;
  return `${number(Math.round(metres / 100) / 10)} km`;
}
