import { sharp } from './sharp-instance';

/** Colours by the code points of ITU-T H.273, as an `nclx` box of HEIC gives them (ISO/IEC 23008-12, 14496-12). */
export interface CodedColour {
  /** 1 is BT.709 (that of sRGB), 2 unspecified, 9 BT.2020, 12 P3 with white D65. */
  readonly primaries: number;
  /** 13 is sRGB's curve, 2 unspecified, 16 PQ, 18 HLG. */
  readonly transfer: number;
}

/**
 * Curves that are shown like sRGB's: its own, those of cameras for standard dynamic range (BT.709, BT.601,
 * BT.2020), which viewers show by the display's curve, and none named.
 */
const LIKE_SRGB: ReadonlySet<number> = new Set([1, 2, 6, 13, 14, 15]);

/**
 * XYZ of BT.2020's primaries under white D50: ITU-R BT.2020-2 table 3, made XYZ as SMPTE RP 177 does and
 * adapted from D65 by Bradford's transform (ICC.1:2022, annex E). They add up to D50.
 */
const BT2020_D50 = {
  rXYZ: [0.67348, 0.279043, -0.001933],
  gXYZ: [0.165671, 0.675345, 0.029983],
  bXYZ: [0.125049, 0.045613, 0.796851],
} as const;

/**
 * The ICC profile of coded colours.
 * @returns null for what is sRGB, for what is not named, and for high dynamic range and rare spaces, whose
 *   pixels are then taken for sRGB.
 */
export async function profileOfColour({ primaries, transfer }: CodedColour): Promise<Uint8Array | null> {
  if (!LIKE_SRGB.has(transfer)) return null;
  if (primaries === 12) return displayP3();
  if (primaries === 9) return withColumns(await displayP3(), BT2020_D50);
  return null;
}

/** The profile that sharp brings along: P3 primaries, sRGB's curve. It gives profiles with pictures only. */
async function displayP3(): Promise<Uint8Array> {
  const dot = sharp({ create: { width: 1, height: 1, channels: 3, background: '#000000' } });
  const { icc } = await sharp(await dot.withIccProfile('p3').png().toBuffer()).metadata();
  if (!icc) throw new Error('sharp gave a picture without the profile that was asked for.');
  return icc;
}

/** Puts other primaries into a profile of matrix and curves (ICC.1:2022 sections 7.2, 7.3 and 10.31). */
function withColumns(profile: Uint8Array, columns: Readonly<Record<string, readonly number[]>>): Uint8Array {
  const changed = Buffer.from(profile);
  // A checksum of the profile before; zero says that there is none.
  changed.fill(0, 84, 100);
  const tags = changed.readUInt32BE(128);
  for (let tag = 0; tag < tags; tag += 1) {
    const entry = 132 + tag * 12;
    const column = columns[changed.toString('latin1', entry, entry + 4)];
    const values = changed.readUInt32BE(entry + 4) + 8;
    column?.forEach((value, row) => changed.writeInt32BE(Math.round(value * 65536), values + row * 4));
  }
  return changed;
}
