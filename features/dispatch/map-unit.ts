/** A unit as a map draws it. Who knows units makes these; the map knows nothing else of them. */
export interface MapUnit {
  readonly id: string;
  /** What is painted on the vehicle. */
  readonly label: string;
  /** In the regency's own words. */
  readonly status: string;
  readonly point: { readonly latitude: number; readonly longitude: number };
  /** Since the position was measured. */
  readonly ageSeconds: number;
  /** Metres; null: the device did not say. */
  readonly accuracyM: number | null;
}

/** An older position says where a unit was, not where it is. */
export const staleAfterSeconds = 120;

/** `Ambulans 2 · menuju lokasi`, and how old the position is once it no longer says where the unit is. */
export function unitCaption({ label, status, ageSeconds }: MapUnit, minutes: (count: number) => string): string {
  const said = status === '' ? label : `${label} · ${status}`;
  return ageSeconds <= staleAfterSeconds ? said : `${said} (${minutes(Math.floor(ageSeconds / 60))})`;
}
