/** What can be done with a campaign, and what it does. */
export const acts = {
  'action.submit': 'Submit for review',
  'effect.submit': 'Version {version} of “{name}” is shown to the approvers. Nothing changes for customers.',
  'done.submit': '“{name}” is in review.',
  'action.approve': 'Approve',
  'effect.approve':
    'Version {version} of “{name}” is approved as it stands, and can be published. Nothing changes for customers yet.',
  'done.approve': '“{name}” is approved.',
  'action.reject': 'Send back',
  'effect.reject':
    'Version {version} of “{name}” goes back to its author with your reason. What is published goes on as it is.',
  'done.reject': '“{name}” has been sent back.',
  'action.publish': 'Publish',
  'effect.publish':
    'Version {version} of “{name}” takes effect in every shop at once: from then on, within its window, orders earn its bags. Bags already given keep their rules.',
  'done.publish': '“{name}” is published.',
  'action.pause': 'Pause',
  'effect.pause':
    'At once, no order earns a bag of “{name}” and none of its bags can be opened, until it is resumed. Coupons already given stay valid.',
  'done.pause': '“{name}” is paused.',
  'action.resume': 'Resume',
  'effect.resume': 'At once, orders earn bags of “{name}” again and its bags can be opened.',
  'done.resume': '“{name}” goes on.',
  'action.end': 'End for good',
  'effect.end':
    '“{name}” is over at once and for good: no order earns a bag and no bag can be opened any more, anywhere. This cannot be taken back. Coupons already given stay valid.',
  'done.end': '“{name}” has ended.',
  'action.copy': 'Copy',
  'effect.copy': 'A new draft says what version {version} of “{name}” says. Nothing changes for customers.',
  'done.copy': '“{name}” has been copied.',
  'action.archive': 'Archive',
  'effect.archive':
    '“{name}” is swept out of the live store. Its ledger and its figures stay. This cannot be taken back.',
  'done.archive': '“{name}” is being archived.',
  'act.advanceClock': 'Move the rehearsal’s clock',
  'act.wipeRehearsal': 'Wipe the rehearsal',
  'act.importCampaign': 'Import from production',
  'act.create': 'New campaign',
  'act.update': 'Edit',
  'act.changePassword': 'Change own password',
  'act.updatePerson': 'Change a person',
  'act.resetPassword': 'Reset a password',
  'reason.optional': 'Why (for the audit log; optional)',
  'reason.needed': 'What is wrong with it',
  'confirm.typeId': 'Type {id} to confirm',
  'copy.id': 'Id of the copy',
  'copy.idHelp': '1 to 24 of a–z, 0–9 and -, beginning with a letter',
  'copy.name': 'Its name for customers (empty: as the original)',
  'conflict.help':
    'Nothing was done. The page now shows the newest state: close this window, look at it, and decide again.',
} as const;
