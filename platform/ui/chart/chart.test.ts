import { describe, expect, test } from 'vitest';
import { type ChartData, chartCsv } from './chart.ts';
import { optionOf } from './chart-option.ts';

const data: ChartData = {
  kind: 'bars',
  name: 'Masuk',
  isShare: false,
  marks: [
    { key: 'a', name: 'Satu, "dua"', value: 3, shown: '3', compared: { value: 1, shown: '1' } },
    { key: 'b', name: 'Tiga', value: null, shown: '–' },
  ],
};

describe('the file of a chart', () => {
  test('quotes what needs it and leaves out what is not shown', () => {
    expect(chartCsv(data, ['key', 'name', 'value'])).toBe('key,name,value\r\na,"Satu, ""dua""",3\r\nb,Tiga,\r\n');
  });
  test('has the comparison where one is drawn', () => {
    const compared = { ...data, comparedName: 'Sebelumnya' };
    expect(chartCsv(compared, ['key', 'name', 'value', 'compared'])).toContain('b,Tiga,,\r\n');
  });
});

describe('the drawing of a chart', () => {
  test('bars lie from the first at the top, and the target stands across them', () => {
    const option = optionOf({ ...data, target: { value: 2, name: 'Sasaran' } }, 'id-ID');
    expect(option).toMatchObject({ yAxis: { data: ['Tiga', 'Satu, "dua"'] }, series: [{ data: [null, 3] }] });
    expect(option.series[0]).toMatchObject({ markLine: { data: [{ xAxis: 2 }] } });
  });
  test('a line runs in the order of its marks, and its comparison beside it', () => {
    const option = optionOf({ ...data, kind: 'line', comparedName: 'Sebelumnya' }, 'id-ID');
    expect(option).toMatchObject({
      xAxis: { data: ['Satu, "dua"', 'Tiga'] },
      series: [{ data: [3, null] }, { data: [1, null] }],
    });
  });
  test('a heat map puts each mark into its row and column, as a share of the most', () => {
    const marks = [1, 0, 4, 2].map((value) => ({ key: String(value), name: '', value, shown: '' }));
    const option = optionOf({ ...data, kind: 'heat', marks, rows: ['Sen', 'Sel'], columns: ['00', '01'] }, 'id-ID');
    expect(option.series[0]?.data).toEqual([
      [0, 0, 0.25],
      [1, 0, 0],
      [0, 1, 1],
      [1, 1, 0.5],
    ]);
  });
});
