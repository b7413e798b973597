/** Told apart by people who see colours differently, on white and on dark. */
export type Palette = { series: string[]; text: string; line: string; ground: string; good: string; bad: string; waiting: string; aside: string };

const light: Palette = {
  series: ['#14508c', '#c7741a', '#1e7145', '#7a4fa3', '#0f7d8c', '#b3261e', '#6b7280', '#9a7b00'],
  text: '#374151',
  line: '#dfe3e8',
  ground: '#ffffff',
  good: '#1e7145',
  bad: '#b3261e',
  waiting: '#c7741a',
  aside: '#7a4fa3',
};

const dark: Palette = {
  series: ['#7db4e8', '#e8a860', '#6fcf9b', '#bd9be0', '#5cc4d2', '#f08078', '#a2abb8', '#d9c04a'],
  text: '#c3cad4',
  line: '#333b46',
  ground: '#171c23',
  good: '#6fcf9b',
  bad: '#f08078',
  waiting: '#e8a860',
  aside: '#bd9be0',
};

export function paletteOf(isDark: boolean): Palette {
  return isDark ? dark : light;
}
