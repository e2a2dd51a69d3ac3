/** What is used of `open-location-code` 1.0.3 (Apache-2.0), which has no types of its own. */
declare module 'open-location-code' {
  interface CodeArea {
    readonly latitudeLo: number;
    readonly longitudeLo: number;
    readonly latitudeHi: number;
    readonly longitudeHi: number;
    readonly latitudeCenter: number;
    readonly longitudeCenter: number;
    readonly codeLength: number;
  }

  export class OpenLocationCode {
    isValid(code: string): boolean;
    isShort(code: string): boolean;
    isFull(code: string): boolean;
    encode(latitude: number, longitude: number, codeLength?: number): string;
    decode(code: string): CodeArea;
    /** The full code nearest to the reference; throws on what is no short code. */
    recoverNearest(shortCode: string, referenceLatitude: number, referenceLongitude: number): string;
  }
}
