import { useState, type DragEvent } from 'react';

/** What a place where files may be dropped needs, and what is going on there. */
export interface FileDrop {
  /** Files are held over the place. */
  readonly isOver: boolean;
  /** Files were dropped whose paths nobody tells. */
  readonly isPathless: boolean;
  readonly handlers: {
    onDragEnter(event: DragEvent): void;
    onDragOver(event: DragEvent): void;
    onDragLeave(event: DragEvent): void;
    onDrop(event: DragEvent): void;
  };
}

/** Takes dropped files and folders by their paths, which only the desktop's window can tell. */
export function useFileDrop(isOpen: boolean, onDropPaths: (paths: string[]) => void): FileDrop {
  const [isOver, setIsOver] = useState(false);
  const [isPathless, setIsPathless] = useState(false);

  function allow(event: DragEvent): void {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = isOpen ? 'copy' : 'none';
    setIsOver(isOpen);
  }

  return {
    isOver,
    isPathless,
    handlers: {
      onDragEnter: allow,
      onDragOver: allow,
      onDragLeave(event) {
        const to = event.relatedTarget;
        if (!(to instanceof Node && event.currentTarget.contains(to))) setIsOver(false);
      },
      onDrop(event) {
        event.preventDefault();
        setIsOver(false);
        if (!isOpen) return;
        const dropped = Array.from(event.dataTransfer.files);
        const paths = dropped.map((file) => window.kanariaPathOfFile?.(file) ?? '').filter(Boolean);
        setIsPathless(dropped.length > 0 && paths.length === 0);
        if (paths.length > 0) onDropPaths(paths);
      },
    },
  };
}
