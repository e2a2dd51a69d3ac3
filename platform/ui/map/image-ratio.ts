/** Pixels of a picture for each CSS pixel: sharp on sharp screens. */
export const imageRatio = 2;
