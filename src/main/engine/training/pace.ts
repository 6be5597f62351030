/** How fast training goes, since it was last told. Times are seconds. */
export class Pace {
  private photos = 0;
  private busy = 0;
  private training = 0;
  private last: number;

  constructor(private readonly clock: () => number) {
    this.last = clock();
  }

  /**
   * @param photos that went through training.
   * @param busy time that the engine computed.
   * @param training time that this took altogether, waiting for the pictures included.
   */
  add(photos: number, busy: number, training: number): void {
    this.photos += photos;
    this.busy += busy;
    this.training += training;
  }

  /** Since the last {@link take}. */
  get elapsed(): number {
    return this.clock() - this.last;
  }

  /** What is to be told, and begins anew. */
  take(): { readonly photosPerSecond: number; readonly engineBusy: number } {
    const { photos, busy, training } = this;
    [this.photos, this.busy, this.training, this.last] = [0, 0, 0, this.clock()];
    if (training <= 0) return { photosPerSecond: 0, engineBusy: 0 };
    return { photosPerSecond: photos / training, engineBusy: Math.min(1, busy / training) };
  }
}
