/** A file on the network whose size and checksum are known beforehand. */
export interface Download {
  readonly url: string;
  readonly bytes: number;
  readonly md5: string;
}
