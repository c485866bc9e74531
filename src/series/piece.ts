/** Pieces of about this many characters are handed on: putting one together takes well below a millisecond. */
export const PIECE_LENGTH = 16 * 1024;

/** Joins lines to pieces that are worth handing on. */
export function* inPieces(lines: Iterable<string>): Generator<string, void> {
  let piece = "";
  for (const line of lines) {
    piece += line;
    if (piece.length >= PIECE_LENGTH) {
      yield piece;
      piece = "";
    }
  }
  if (piece !== "") {
    yield piece;
  }
}
