import type account from '../account/locale.zh.json';
import type admin from '../admin/locale.zh.json';
import type app from './locale.zh.json';
import type appraisal from '../appraisal/locale.zh.json';
import type catalogue from '../catalogue/locale.zh.json';
import type compliance from '../compliance/locale.zh.json';
import type contracts from '../contracts/locale.zh.json';
import type decisions from '../decisions/locale.zh.json';
import type inspections from '../inspections/locale.zh.json';
import type home from '../home/locale.zh.json';
import type knowledge from '../knowledge/locale.zh.json';
import type promises from '../promises/locale.zh.json';
import type queue from '../queue/locale.zh.json';
import type ranking from '../ranking/locale.zh.json';
import type regions from '../regions/locale.zh.json';
import type reports from '../reports/locale.zh.json';
import type schemes from '../schemes/locale.zh.json';
import type settlement from '../settlement/locale.zh.json';
import type teams from '../teams/locale.zh.json';
import type tickets from '../tickets/locale.zh.json';
import type timeline from '../timeline/locale.zh.json';
import type work from '../work/locale.zh.json';

declare module 'i18next' {
  // The Chinese words are the complete list of keys; a test holds the English ones to it.
  interface CustomTypeOptions {
    defaultNS: 'app';
    returnNull: false;
    resources: {
      account: typeof account;
      admin: typeof admin;
      app: typeof app;
      appraisal: typeof appraisal;
      catalogue: typeof catalogue;
      compliance: typeof compliance;
      contracts: typeof contracts;
      decisions: typeof decisions;
      home: typeof home;
      inspections: typeof inspections;
      knowledge: typeof knowledge;
      promises: typeof promises;
      queue: typeof queue;
      ranking: typeof ranking;
      regions: typeof regions;
      reports: typeof reports;
      schemes: typeof schemes;
      settlement: typeof settlement;
      teams: typeof teams;
      tickets: typeof tickets;
      timeline: typeof timeline;
      work: typeof work;
    };
  }
}
