"""Who may do what, on one page.

There is no single role. A relation is a dated fact between a person who acts and a thing; each
model says once, as ``Q``, which of its rows stand in which relation to an actor. A capability names
the relations that suffice; any one of them will do.
"""

from __future__ import annotations

from koppelvlak.capabilities import CAPABILITIES, Can
from koppelvlak.kit.access import Rights
from koppelvlak.relations import (
    CONTENT_ROLES,
    GIVEN_ROLES,
    NATIONAL_ROLES,
    RELATIONS,
    Rel,
    Role,
    givable,
)

__all__ = [
    "CAPABILITIES", "CONTENT_ROLES", "GIVEN_ROLES", "NATIONAL_ROLES", "PAGE", "RELATIONS", "RIGHTS",
    "Can", "Rel", "Role", "givable",
]  # fmt: skip

# fmt: off
RIGHTS = {
    Can.SEE_REGISTER:            {Rel.PARTICIPANT, Rel.GUEST, Rel.PLATFORM, Rel.SYSTEM},
    Can.LOAD_FACTS:              {Rel.SYSTEM},
    Can.PROPOSE_DIVISION:        {Rel.NATIONAL, Rel.SYSTEM},
    Can.PROPOSE_AREAS:           {Rel.NATIONAL, Rel.SYSTEM},
    Can.DERIVE_NETWORKS:         {Rel.SYSTEM},
    Can.SEE_SCALE:               {Rel.PARTICIPANT},
    Can.PROPOSE_NETWORK:         {Rel.WORKER, Rel.NATIONAL},
    Can.ADD_PERSON:              {Rel.SYSTEM},
    Can.SEE_OUTBOX:              {Rel.PLATFORM},
    Can.EXPORT_CONTACT_POINTS:   {Rel.PARTICIPANT},
    Can.START_ROLE:              {Rel.NATIONAL},
    Can.PURGE:                   {Rel.SYSTEM},

    Can.SEE_ROLE:                {Rel.PARTICIPANT, Rel.GUEST, Rel.SYSTEM},
    Can.INTRODUCE_ROLE:          {Rel.NATIONAL},
    Can.ADD_TASK:                {Rel.NATIONAL},
    Can.CONSULT_ON_ROLE:         {Rel.NATIONAL},
    Can.MOVE_CONSULTATION:       {Rel.NATIONAL},
    Can.COMMENT_ON_ROLE:         {Rel.WORKER},
    Can.FINISH_COMMENTS:         {Rel.WORKER},
    Can.ADOPT_ROLE:              {Rel.NATIONAL},
    Can.SUPERSEDE_ROLE:          {Rel.SYSTEM},

    Can.SEE_TASK:                {Rel.PARTICIPANT, Rel.GUEST, Rel.SYSTEM},
    Can.EDIT_TASK:               {Rel.NATIONAL},
    Can.DROP_TASK:               {Rel.NATIONAL},
    Can.RESTORE_TASK:            {Rel.NATIONAL},

    Can.SEE_COMMENT:             {Rel.PARTICIPANT, Rel.COLLEAGUE},
    Can.ANSWER_COMMENT:          {Rel.NATIONAL},
    Can.WITHDRAW_COMMENT:        {Rel.EDITOR},

    Can.SEE_MARK:                {Rel.PARTICIPANT},

    Can.SEE_DIVISION_CHANGE:     {Rel.PARTICIPANT, Rel.GUEST, Rel.SYSTEM},
    Can.ACCEPT_DIVISION_CHANGE:  {Rel.NATIONAL},
    Can.DECLINE_DIVISION_CHANGE: {Rel.NATIONAL},

    Can.SEE_AREAS:               {Rel.PARTICIPANT, Rel.GUEST, Rel.SYSTEM},
    Can.ACCEPT_BOUNDARIES:       {Rel.NATIONAL, Rel.SYSTEM},
    Can.ACCEPT_SUPPLY:           {Rel.NATIONAL},
    Can.DECLINE_AREAS:           {Rel.NATIONAL},

    Can.SEE_ORGANISATION:        {Rel.PARTICIPANT, Rel.GUEST, Rel.PLATFORM, Rel.AUDITOR,
                                  Rel.SYSTEM},
    Can.EDIT_ORGANISATION:       {Rel.MANAGER},
    Can.ADD_CONTACT_POINT:       {Rel.EDITOR, Rel.MANAGER},
    Can.CONFIRM_CONTACT_POINTS:  {Rel.EDITOR, Rel.MANAGER},
    Can.IMPORT_CONTACT_POINTS:   {Rel.EDITOR, Rel.MANAGER},
    Can.ASK_ROUND:               {Rel.SYSTEM},
    Can.TAKE_PART:               {Rel.MANAGER},
    Can.INVITE_PERSON:           {Rel.MANAGER, Rel.PLATFORM},
    Can.GIVE_FUNCTION:           {Rel.MANAGER, Rel.SYSTEM},
    Can.GIVE_MANDATE:            {Rel.MANAGER, Rel.SYSTEM},
    Can.MARK_TASKS:              {Rel.EDITOR, Rel.MANAGER},
    Can.SEE_AUDIT:               {Rel.AUDITOR},

    Can.SEE_CONTACT_POINT:       {Rel.COLLEAGUE, Rel.FELLOW},
    Can.EDIT_CONTACT_POINT:      {Rel.EDITOR, Rel.MANAGER},
    Can.CONFIRM_CONTACT_POINT:   {Rel.EDITOR, Rel.MANAGER},
    Can.REMOVE_CONTACT_POINT:    {Rel.MANAGER},

    Can.SEE_PERSON:              {Rel.SELF, Rel.COLLEAGUE, Rel.PLATFORM, Rel.SYSTEM},
    Can.EDIT_PERSON:             {Rel.SELF},
    Can.SET_PASSWORD:            {Rel.SELF},
    Can.ASK_EMAIL:               {Rel.SELF},
    Can.CHANGE_EMAIL:            {Rel.SELF},
    Can.RESET_SECOND_FACTOR:     {Rel.MANAGER},
    Can.LINK_ACCOUNT:            {Rel.SELF},
    Can.UNLINK_ACCOUNT:          {Rel.SELF},
    Can.EXPORT_PERSON:           {Rel.SELF, Rel.SYSTEM},
    Can.ERASE_PERSON:            {Rel.SELF, Rel.MANAGER, Rel.PLATFORM, Rel.SYSTEM},

    Can.SEE_FUNCTION:            {Rel.SELF, Rel.COLLEAGUE, Rel.SYSTEM},
    Can.END_FUNCTION:            {Rel.MANAGER},
    Can.SET_DEPUTY:              {Rel.SELF, Rel.MANAGER},
    Can.CONFIRM_FUNCTION:        {Rel.MANAGER},

    Can.SEE_MANDATE:             {Rel.SELF, Rel.COLLEAGUE},
    Can.END_MANDATE:             {Rel.MANAGER},

    Can.SEE_INVITATION:          {Rel.MANAGER, Rel.PLATFORM, Rel.INVITED},
    Can.WITHDRAW_INVITATION:     {Rel.MANAGER, Rel.PLATFORM},
    Can.ACCEPT_INVITATION:       {Rel.INVITED},

    Can.SEE_ROUND:               {Rel.COLLEAGUE, Rel.FELLOW, Rel.SYSTEM},
    Can.REMIND_ROUND:            {Rel.SYSTEM},
    Can.ANSWER_ROUND:            {Rel.EDITOR, Rel.MANAGER},

    Can.SEE_NETWORK:             {Rel.PARTICIPANT, Rel.GUEST, Rel.SYSTEM},
    Can.FORM_NETWORK:            {Rel.EDITOR, Rel.MANAGER, Rel.NATIONAL},
    Can.DECLINE_NETWORK:         {Rel.EDITOR, Rel.MANAGER, Rel.NATIONAL},
    Can.ARRANGE_NETWORK:         {Rel.COORDINATOR, Rel.NATIONAL},
    Can.INVITE_TO_NETWORK:       {Rel.COORDINATOR, Rel.NATIONAL},
    Can.DECIDE_MEMBERS:          {Rel.COORDINATOR, Rel.NATIONAL},
    Can.PROPOSE_SCALE:           {Rel.COORDINATOR, Rel.NATIONAL},
    Can.DECIDE_SCALE:            {Rel.COORDINATOR, Rel.NATIONAL},
    Can.DECLINE_SCALE:           {Rel.COORDINATOR, Rel.NATIONAL},
    Can.ACTIVATE_NETWORK:        {Rel.COORDINATOR, Rel.NATIONAL},
    Can.REST_NETWORK:            {Rel.SYSTEM},
    Can.WAKE_NETWORK:            {Rel.COORDINATOR, Rel.NATIONAL},
    Can.CLOSE_NETWORK:           {Rel.COORDINATOR, Rel.NATIONAL},

    Can.SEE_SEAT:                {Rel.PARTICIPANT, Rel.GUEST, Rel.SYSTEM},
    Can.SEE_SEAT_PEOPLE:         {Rel.COLLEAGUE, Rel.MEMBER},
    Can.ACCEPT_SEAT:             {Rel.EDITOR, Rel.MANAGER},
    Can.DELEGATE_SEAT:           {Rel.EDITOR, Rel.MANAGER},
    Can.DECLINE_SEAT:            {Rel.EDITOR, Rel.MANAGER},
    Can.INVITE_AGAIN:            {Rel.COORDINATOR, Rel.NATIONAL},
    Can.STAFF_SEAT:              {Rel.EDITOR, Rel.MANAGER},
    Can.LEAVE_SEAT:              {Rel.EDITOR, Rel.MANAGER},

    Can.SEE_PROPOSAL:            {Rel.PARTICIPANT, Rel.GUEST, Rel.SYSTEM},

    Can.ADD_AGREEMENT:           {Rel.COORDINATOR, Rel.SEAT_WORKER},
    Can.ADD_COVENANT:            {Rel.COORDINATOR, Rel.SEAT_WORKER},
    Can.IMPORT_AGREEMENTS:       {Rel.COORDINATOR, Rel.SYSTEM},
    Can.CONFIRM_IN_MEETING:      {Rel.COORDINATOR},
    Can.TAKE_BASELINE:           {Rel.COORDINATOR},
    Can.SEE_COVERAGE:            {Rel.PARTICIPANT},
    Can.ADD_NATIONAL_AGREEMENT:  {Rel.NATIONAL},
    Can.ADD_NATIONAL_COVENANT:   {Rel.NATIONAL},
    Can.IMPORT_NATIONAL_AGREEMENTS: {Rel.NATIONAL, Rel.SYSTEM},
    Can.ASSESS_AGREEMENTS:       {Rel.SYSTEM},
    Can.CONFIRM_AGREEMENTS:      {Rel.EDITOR, Rel.SIGNATORY},
    Can.ASK_AGREEMENTS:          {Rel.SYSTEM},

    Can.CALL_TO_ACCOUNT:         {Rel.EDITOR, Rel.MANAGER, Rel.SIGNATORY},

    Can.SEE_AGREEMENT:           {Rel.MEMBER, Rel.COORDINATOR, Rel.PARTY, Rel.COLLEAGUE,
                                  Rel.PARTICIPANT, Rel.NATIONAL, Rel.GUEST, Rel.SYSTEM},
    Can.SEE_MATURITY:            {Rel.MEMBER, Rel.COORDINATOR, Rel.PARTY, Rel.COLLEAGUE,
                                  Rel.PARTICIPANT, Rel.NATIONAL},
    Can.EDIT_AGREEMENT:          {Rel.COORDINATOR, Rel.ACTING, Rel.EDITOR, Rel.NATIONAL},
    Can.AGREE_AGREEMENT:         {Rel.COORDINATOR, Rel.ACTING, Rel.EDITOR, Rel.NATIONAL},
    Can.CONFIRM_AGREEMENT:       {Rel.CONFIRMER},
    Can.ADD_PROOF:               {Rel.COORDINATOR, Rel.CONFIRMER, Rel.EDITOR, Rel.NATIONAL},
    Can.END_AGREEMENT:           {Rel.COORDINATOR, Rel.ACTING, Rel.EDITOR, Rel.NATIONAL},
    Can.SPREAD_AGREEMENT:        {Rel.NATIONAL},

    Can.SEE_VARIANT:             {Rel.MEMBER, Rel.COORDINATOR, Rel.ACTING, Rel.NATIONAL,
                                  Rel.SYSTEM},
    Can.ADOPT_MODEL:             {Rel.COORDINATOR, Rel.ACTING},
    Can.DEVIATE_FROM_MODEL:      {Rel.COORDINATOR, Rel.ACTING},

    Can.SEE_BASELINE:            {Rel.MEMBER, Rel.COORDINATOR},
    Can.CORRECT_BASELINE:        {Rel.COORDINATOR},

    Can.SEE_COVENANT:            {Rel.MEMBER, Rel.COORDINATOR, Rel.PARTY, Rel.COLLEAGUE,
                                  Rel.PARTICIPANT, Rel.NATIONAL, Rel.GUEST, Rel.SYSTEM},
    Can.EDIT_COVENANT:           {Rel.COORDINATOR, Rel.EDITOR, Rel.NATIONAL},
    Can.ADD_ANNEX:               {Rel.COORDINATOR, Rel.EDITOR, Rel.NATIONAL},
    Can.NEGOTIATE_COVENANT:      {Rel.COORDINATOR, Rel.EDITOR, Rel.NATIONAL},
    Can.OFFER_COVENANT:          {Rel.COORDINATOR, Rel.EDITOR, Rel.NATIONAL},
    Can.SIGN_COVENANT:           {Rel.COORDINATOR, Rel.EDITOR, Rel.CONFIRMER, Rel.NATIONAL},
    Can.REVIEW_COVENANT:         {Rel.COORDINATOR, Rel.EDITOR, Rel.NATIONAL},
    Can.RENEW_COVENANT:          {Rel.COORDINATOR, Rel.EDITOR, Rel.NATIONAL},
    Can.TURN_COVENANT:           {Rel.SYSTEM},
    Can.TERMINATE_COVENANT:      {Rel.COORDINATOR, Rel.CONFIRMER, Rel.EDITOR, Rel.NATIONAL},
    Can.SPREAD_COVENANT:         {Rel.NATIONAL},

    Can.START_AGENDA:            {Rel.NATIONAL},
    Can.GIVE_INPUT:              {Rel.EDITOR, Rel.MANAGER},
    Can.GIVE_NETWORK_INPUT:      {Rel.COORDINATOR},

    Can.SEE_AGENDA:              {Rel.PARTICIPANT, Rel.GUEST, Rel.SYSTEM},
    Can.INTRODUCE_AGENDA:        {Rel.NATIONAL},
    Can.OPEN_INPUT:              {Rel.NATIONAL},
    Can.SEE_ALL_INPUT:           {Rel.NATIONAL},
    Can.SEE_SPREAD:              {Rel.PARTICIPANT},
    Can.PUBLISH_INPUT:           {Rel.NATIONAL},
    Can.PRIORITISE:              {Rel.NATIONAL},
    Can.ADD_SPEARHEAD:           {Rel.NATIONAL},
    Can.ALIGN_AGENDA:            {Rel.NATIONAL},
    Can.REWRITE_AGENDA:          {Rel.NATIONAL},
    Can.RECORD_ALIGNMENT:        {Rel.NATIONAL},
    Can.ADOPT_AGENDA:            {Rel.NATIONAL},
    Can.GIVE_ASSIGNMENTS:        {Rel.SYSTEM},
    Can.SEE_PROGRESS:            {Rel.PARTICIPANT},
    Can.SUPERSEDE_AGENDA:        {Rel.SYSTEM},

    Can.SEE_SPEARHEAD:           {Rel.PARTICIPANT, Rel.GUEST, Rel.SYSTEM},
    Can.EDIT_SPEARHEAD:          {Rel.NATIONAL},
    Can.DROP_SPEARHEAD:          {Rel.NATIONAL},
    Can.RESTORE_SPEARHEAD:       {Rel.NATIONAL},

    Can.SEE_INPUT:               {Rel.COLLEAGUE, Rel.COORDINATOR, Rel.NATIONAL},

    Can.SEE_ASSIGNMENT:          {Rel.MEMBER, Rel.COORDINATOR, Rel.NATIONAL, Rel.SYSTEM},
    Can.ACCEPT_ASSIGNMENT:       {Rel.COORDINATOR},
    Can.POINT_OUT_AGREEMENTS:    {Rel.COORDINATOR},
    Can.SET_ASSIGNMENT_ASIDE:    {Rel.COORDINATOR},
    Can.REOPEN_ASSIGNMENT:       {Rel.COORDINATOR},

    Can.SEE_CALL:                {Rel.PARTY, Rel.INVITED_PARTY},
    Can.ANSWER_CALL:             {Rel.CALLED},
    Can.AGREE_REPAIR:            {Rel.CALLED},
    Can.RECORD_REPAIR:           {Rel.CALLED},
    Can.ESCALATE_CALL:           {Rel.CALLING, Rel.CALLED},
    Can.CLOSE_CALL:              {Rel.CALLING},
    Can.WITHDRAW_CALL:           {Rel.CALLING},
    Can.INVITE_TO_CALL:          {Rel.CALLING, Rel.CALLED},
    Can.UNINVITE_FROM_CALL:      {Rel.CALLING, Rel.CALLED},
}
# fmt: on

PAGE = Rights(RIGHTS, RELATIONS, CAPABILITIES)
