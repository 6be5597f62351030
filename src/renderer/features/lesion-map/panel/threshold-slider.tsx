import { RotateCcw } from 'lucide-react';
import { Slider } from 'radix-ui';
import { useId } from 'react';
import { previewSettings, updateSettings } from '../../../api/settings-store';
import { Button } from '../../../ui/button';
import { percent } from '../../../ui/format';
import styles from './panel.module.css';

/** Width of the thumb in CSS pixels; the slider keeps it inside its track, so the tick must follow. */
const THUMB = 18;

interface ThresholdSliderProps {
  /** What is applied, 0–1. */
  readonly value: number;
  /** The model's operating threshold, 0–1. */
  readonly operating: number;
  /** Lowest score that the analysis kept, 0–1. */
  readonly floor: number;
}

/** Hides lesions below a score; marks where the model's own threshold is, and goes back to it. */
export function ThresholdSlider({ value, operating, floor }: ThresholdSliderProps) {
  const labelId = useId();
  const least = Math.min(Math.floor(floor * 100) / 100, operating);
  const share = (operating - least) / (1 - least);
  const settingFor = (score: number) => (Math.abs(score - operating) < 0.005 ? null : score);
  return (
    <div className={styles['threshold']}>
      <div className={styles['row']}>
        <span id={labelId}>Confidence at least</span>
        <strong>{percent(value)}</strong>
        <Button
          look="bare"
          aria-label={`Back to the model's threshold, ${percent(operating)}`}
          title={`Back to the model's threshold, ${percent(operating)}`}
          disabled={Math.abs(value - operating) < 0.005}
          onClick={() => void updateSettings({ minScore: null })}
        >
          <RotateCcw aria-hidden size={16} />
        </Button>
      </div>
      <Slider.Root
        className={styles['slider']}
        min={least}
        max={1}
        step={0.01}
        value={[value]}
        onValueChange={([score]) => {
          if (score !== undefined) previewSettings({ minScore: settingFor(score) });
        }}
        onValueCommit={([score]) => {
          if (score !== undefined) void updateSettings({ minScore: settingFor(score) });
        }}
      >
        <Slider.Track className={styles['track']}>
          <Slider.Range className={styles['range']} />
        </Slider.Track>
        <span
          aria-hidden
          className={styles['tick']}
          style={{ insetInlineStart: `calc(${share * 100}% + ${(0.5 - share) * THUMB}px)` }}
        />
        <Slider.Thumb className={styles['thumb']} aria-labelledby={labelId} aria-valuetext={percent(value)} />
      </Slider.Root>
      <p className={styles['hint']}>Mark: the model’s threshold, {percent(operating)}</p>
    </div>
  );
}
