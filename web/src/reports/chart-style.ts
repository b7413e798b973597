import type { Palette } from '../chart/palette.ts';

type Axis = { axisLabel: { color: string }; nameTextStyle: { color: string; fontSize: number }; axisLine: { lineStyle: { color: string } }; splitLine: { lineStyle: { color: string } }; axisTick: { show: false } };

export function axisStyle(palette: Palette): Axis {
  return {
    axisLabel: { color: palette.text },
    nameTextStyle: { color: palette.text, fontSize: 12 },
    axisLine: { lineStyle: { color: palette.line } },
    splitLine: { lineStyle: { color: palette.line } },
    axisTick: { show: false },
  };
}

export function tooltipStyle(palette: Palette) {
  return {
    confine: true,
    backgroundColor: palette.ground,
    borderColor: palette.line,
    textStyle: { color: palette.text, fontSize: 13 },
  };
}

export function legendStyle(palette: Palette) {
  return { top: 0, left: 0, itemWidth: 14, itemHeight: 10, textStyle: { color: palette.text }, inactiveColor: palette.line };
}
