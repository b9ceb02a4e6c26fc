/** Dots that stand between the parts of a name (`阿依古丽·买买提`), as keyboards give them. */
export const DOTS = /[·•・‧∙⋅]/gu;

/** A name as somebody types it who leaves its dots out. */
export function withoutDots(name: string): string {
  return name.replace(DOTS, '');
}
