/** Longest side in pixels, and the quality of what is sent: a number plate is read, and a thin network carries it. */
const longestSide = 1600;
const quality = 0.8;

/**
 * A photo of the camera made small enough to send, upright. The server draws it anew and takes off what the camera wrote beside
 * it; here it is only about the network. Null: this is no picture.
 */
export async function shrinkPhoto(file: Blob): Promise<Blob | null> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
  } catch {
    return null;
  }
}
