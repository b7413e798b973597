import type { DayListFormat } from '../gql/schema.ts';

/** A short list of each format, to be written over. */
export const samples: Record<DayListFormat, string> = {
  HOLIDAY_CN: `{"year": 2027, "days": [
  {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
  {"name": "春节", "date": "2027-02-05", "isOffDay": true}
]}`,
  CSV: `date,status,hours,like
2027-01-01,off,,
2027-01-30,work,,Friday
2027-02-04,work,08:00-12:00,`,
  ICS: `BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
SUMMARY:元旦 休
DTSTART;VALUE=DATE:20270101
DTEND;VALUE=DATE:20270102
END:VEVENT
END:VCALENDAR`,
};
