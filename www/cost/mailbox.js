// Messages that come through a port, to be waited for one after another.

/**
 * @template Message
 * @param {MessagePort} port @param {AbortSignal} signal closes it
 * @returns {() => Promise<Message | undefined>} the next one; nothing once the port is closed
 */
export function mailbox(port, signal) {
  /** @type {Message[]} */
  const come = [];
  /** @type {((message: Message | undefined) => void) | undefined} */
  let waiting;
  port.onmessage = ({ data }) => {
    if (!waiting) return void come.push(data);
    const tell = waiting;
    waiting = undefined;
    tell(data);
  };
  signal.addEventListener('abort', () => {
    port.close();
    waiting?.(undefined);
  });
  return () => {
    if (come.length || signal.aborted) return Promise.resolve(signal.aborted ? undefined : come.shift());
    return new Promise((tell) => (waiting = tell));
  };
}
