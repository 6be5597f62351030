/** What `macule evaluate` measured, of any kind of model. */
export interface EvaluationOf<Figures> {
  readonly model: { readonly id: string; readonly sha256: string };
  readonly engine: { readonly id: string; readonly device: string };
  readonly threshold: number;
  readonly split: string;
  readonly overall: Figures;
  readonly datasets: readonly (Figures & { readonly name: string })[];
}

/** The columns of its table: one a dataset, and one for all of them where there are several. */
export const columnsOf = <Figures>({
  datasets,
  overall,
}: EvaluationOf<Figures>): readonly (Figures & { readonly name: string })[] =>
  datasets.length > 1 ? [...datasets, { ...overall, name: 'overall' }] : datasets;
