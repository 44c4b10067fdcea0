/** The parts of a page of Markdown that begin with a heading of the second level, and what stands before the first one. */
export const sectionsOf = (page: string): readonly string[] => page.split(/\n(?=## )/).map((section) => section.trim());
