import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lateTask, pushedTask, remindedTask, spokenTask, type TaskWords, writtenTask } from './ladder-words.ts';

const task: TaskWords = {
  regency: 'Kabupaten Sidoarjo',
  agency: 'Dinas Pemadam Kebakaran',
  number: 41,
  priority: 'P1',
  typeName: 'Kebakaran bangunan',
  sensitive: false,
  villageName: 'Sidokare',
  districtName: 'Sidoarjo',
  landmark: 'Jl. Gajah Mada Gg. 3 RT 04 RW 02, depan SPBU, telp 0812-3456-7890 (Bu Sri)',
};

describe('by telephone', () => {
  test('what, how urgent and where, with the abbreviations of addresses spelled out', () => {
    expect(spokenTask(task)).toBe(
      'Ini Call center satu satu dua, Kabupaten Sidoarjo. Tugas baru untuk Dinas Pemadam Kebakaran. Prioritas satu, gawat darurat. ' +
        'Kebakaran bangunan. Lokasi Sidokare. Kecamatan Sidoarjo. ' +
        'Patokan Jalan Gajah Mada Gang 3 er te 4 er we 2, depan es pe be u, telp Bu Sri.',
    );
  });

  test('a sensitive incident says its district and nothing else', () => {
    const said = spokenTask({ ...task, sensitive: true, typeName: 'Kekerasan terhadap anak' });
    expect(said).toContain('Kejadian sensitif');
    expect(said).toContain('Kecamatan Sidoarjo');
    expect(said).not.toMatch(/Kekerasan|anak|Sidokare|Gajah/);
  });

  test('what is not known is not said', () => {
    const none = { ...task, typeName: null, villageName: null, districtName: null, landmark: null, priority: null };
    expect(spokenTask(none)).toBe(
      'Ini Call center satu satu dua, Kabupaten Sidoarjo. Tugas baru untuk Dinas Pemadam Kebakaran. Kejadian.',
    );
  });

  test('whatever somebody typed, no telephone number and no sign that a voice would trip over is said', () => {
    fc.assert(
      fc.property(fc.string(), fc.stringMatching(/^\d{6,14}$/), (before, number) => {
        const said = spokenTask({ ...task, landmark: `${before} ${number}` });
        expect(said).not.toMatch(/\d{6}/);
        expect(said).not.toMatch(/[<>&|;$`"\\\n]/);
      }),
    );
  });
});

describe('in writing', () => {
  test('the same, short enough for an SMS of two parts', () => {
    const { title, text } = writtenTask({ ...task, landmark: 'depan SPBU' });
    expect(title).toBe('Tugas P1: Kebakaran bangunan');
    expect(text).toBe(
      '112 Kabupaten Sidoarjo: Tugas P1: Kebakaran bangunan (kejadian 41) di Sidokare, Kec. Sidoarjo, patokan depan SPBU. Buka layar tugas dan tekan Terima.',
    );
    expect(text.length).toBeLessThan(300);
  });

  test('a notification says that there is something and how urgent, and nothing of what or where', () => {
    expect(JSON.stringify(pushedTask(task))).not.toMatch(/Kebakaran|Sidokare|41/);
    expect(pushedTask(task).title).toBe('Tugas baru P1');
  });

  test('a superior reads how long nobody has taken it; a reminder what is to be pressed', () => {
    expect(lateTask(task, 3).text).toContain('Dinas Pemadam Kebakaran belum menerima setelah 3 menit');
    expect(remindedTask(task).text).toContain('belum berangkat');
  });
});
