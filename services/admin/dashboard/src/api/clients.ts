import { createClient } from '@connectrpc/connect';
import { AuditService } from '@/gen/fudai/admin/v1/audit_pb';
import { BudgetService } from '@/gen/fudai/admin/v1/budgets_pb';
import { CampaignService } from '@/gen/fudai/admin/v1/campaigns_pb';
import { LedgerService } from '@/gen/fudai/admin/v1/ledger_pb';
import { PeopleService } from '@/gen/fudai/admin/v1/people_pb';
import { RehearsalService } from '@/gen/fudai/admin/v1/rehearsal_pb';
import { StatsService } from '@/gen/fudai/admin/v1/stats_pb';
import { transport } from './transport';

export const audit = createClient(AuditService, transport);
export const budgets = createClient(BudgetService, transport);
export const campaigns = createClient(CampaignService, transport);
export const ledger = createClient(LedgerService, transport);
export const people = createClient(PeopleService, transport);
export const rehearsal = createClient(RehearsalService, transport);
export const stats = createClient(StatsService, transport);
