import type { DiagramView } from '../../lib/api.ts';

/** Scrolls the frame of a wide chart sideways until the present state is in its middle. */
export function showCurrent({ nodes, width }: DiagramView) {
  return (frame: HTMLElement) => {
    const current = nodes.find((node) => node.current && !node.compound);
    if (current === undefined || frame.scrollWidth <= frame.clientWidth) return;
    const middle = ((current.x + current.width / 2) / width) * frame.scrollWidth;
    frame.scrollLeft = middle - frame.clientWidth / 2;
  };
}
