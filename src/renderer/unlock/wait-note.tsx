/** After several wrong passphrases: how long it takes until another is looked at. */
export function WaitNote({ seconds }: { readonly seconds: number }) {
  if (seconds === 0) return null;
  return (
    <p role="status">
      Too many wrong attempts. The next one is looked at in {seconds} {seconds === 1 ? 'second' : 'seconds'}.
    </p>
  );
}
