"""Everything that can be done, each with its words: how logs, pages and refusals name it."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Self

from django.utils.translation import gettext_lazy as _


class Can(StrEnum):
    """A capability: the kind of thing and what is done to it, and the same in plain words."""

    label: Any

    def __new__(cls, value: str, label: Any) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    SEE_REGISTER = "register.see", _("see a national register")
    LOAD_FACTS = "register.load-facts", _("load the reference facts")
    PROPOSE_DIVISION = (
        "register.propose-division",
        _("import a newer municipal division as proposals"),
    )
    PROPOSE_AREAS = "register.propose-areas", _("import boundaries or a supply area as a proposal")
    DERIVE_NETWORKS = "register.derive-networks", _("derive the networks from the supply areas")
    SEE_SCALE = "register.see-scale", _("see the advice on the scale of networks")
    PROPOSE_NETWORK = "register.propose-network", _("propose a network by choice")
    ADD_PERSON = "register.add-person", _("add the first person of an installation")
    SEE_OUTBOX = "register.see-outbox", _("see which messages could not be delivered")
    EXPORT_CONTACT_POINTS = (
        "register.export-contact-points",
        _("download the contact points one may see"),
    )
    START_ROLE = "register.start-role", _("start a next version of the role description")
    PURGE = "register.purge", _("delete what has been kept long enough")

    SEE_ROLE = "role-description.see", _("see a version of the role description")
    INTRODUCE_ROLE = "role-description.introduce", _("say what a role description is for")
    ADD_TASK = "role-description.add-task", _("add a task to a role description")
    CONSULT_ON_ROLE = "role-description.consult", _("open a consultation on a role description")
    MOVE_CONSULTATION = "role-description.move-date", _("change until when a consultation runs")
    COMMENT_ON_ROLE = "role-description.comment", _("comment on a role description")
    FINISH_COMMENTS = "role-description.finish", _("say that one is done commenting")
    ADOPT_ROLE = (
        "role-description.adopt",
        _("record that the steering group adopted a role description"),
    )
    SUPERSEDE_ROLE = (
        "role-description.supersede",
        _("let a role description go when the next one is adopted"),
    )

    SEE_TASK = "task.see", _("see a task of a role description")
    EDIT_TASK = "task.edit", _("change a task of a role description")
    DROP_TASK = "task.drop", _("drop a task from a role description")
    RESTORE_TASK = "task.restore", _("put a dropped task back")

    SEE_COMMENT = "comment.see", _("see a comment on a role description")
    ANSWER_COMMENT = "comment.answer", _("answer a comment on a role description")
    WITHDRAW_COMMENT = "comment.withdraw", _("withdraw a comment of the own organisation")

    SEE_MARK = "mark.see", _("see which tasks a safety region does")

    SEE_DIVISION_CHANGE = "division-change.see", _("see a proposed municipal merger")
    ACCEPT_DIVISION_CHANGE = "division-change.accept", _("accept a municipal merger")
    DECLINE_DIVISION_CHANGE = "division-change.decline", _("decline a municipal merger")

    SEE_AREAS = "area-import.see", _("see imported boundaries and supply areas")
    ACCEPT_BOUNDARIES = (
        "area-import.accept-boundaries",
        _("take over imported official boundaries"),
    )
    ACCEPT_SUPPLY = "area-import.accept-supply", _("take over what follows from a supply area")
    DECLINE_AREAS = "area-import.decline", _("decline imported boundaries or a supply area")

    SEE_ORGANISATION = "organisation.see", _("see an organisation")
    EDIT_ORGANISATION = "organisation.edit", _("change an organisation")
    ADD_CONTACT_POINT = "organisation.add-contact-point", _("add a contact point")
    CONFIRM_CONTACT_POINTS = (
        "organisation.confirm-contact-points",
        _("confirm all contact points of an organisation at once"),
    )
    IMPORT_CONTACT_POINTS = (
        "organisation.import-contact-points",
        _("import the contact points of an organisation"),
    )
    ASK_ROUND = "organisation.ask-round", _("ask whether all of an organisation is still right")
    TAKE_PART = "organisation.take-part", _("let an organisation take part")
    INVITE_PERSON = "organisation.invite-person", _("invite a person")
    GIVE_FUNCTION = "organisation.give-function", _("give a person a function")
    GIVE_MANDATE = "organisation.give-mandate", _("give a person a mandate")
    MARK_TASKS = "organisation.mark-tasks", _("mark which tasks a safety region does")
    SEE_AUDIT = "organisation.see-audit", _("read the log of an organisation")

    SEE_CONTACT_POINT = "contact-point.see", _("see a contact point")
    EDIT_CONTACT_POINT = "contact-point.edit", _("change a contact point")
    CONFIRM_CONTACT_POINT = "contact-point.confirm", _("confirm a contact point")
    REMOVE_CONTACT_POINT = "contact-point.remove", _("remove a contact point")

    SEE_PERSON = "person.see", _("see a person")
    EDIT_PERSON = "person.edit", _("change one's own details")
    SET_PASSWORD = "person.set-password", _("choose one's own password")
    ASK_EMAIL = "person.ask-email", _("ask for another mail address to sign in with")
    CHANGE_EMAIL = "person.change-email", _("change the mail address one signs in with")
    RESET_SECOND_FACTOR = "person.reset-second-factor", _("reset a person's second factor")
    LINK_ACCOUNT = "person.link-account", _("link an account of the identity provider")
    UNLINK_ACCOUNT = "person.unlink-account", _("unlink an account of the identity provider")
    EXPORT_PERSON = "person.export", _("export what is kept of a person")
    ERASE_PERSON = "person.erase", _("erase a person")

    SEE_FUNCTION = "function.see", _("see a function")
    END_FUNCTION = "function.end", _("end a function")
    SET_DEPUTY = "function.set-deputy", _("name a deputy")
    CONFIRM_FUNCTION = "function.confirm", _("confirm that somebody still has a function")

    SEE_MANDATE = "mandate.see", _("see a mandate")
    END_MANDATE = "mandate.end", _("end a mandate")

    SEE_INVITATION = "invitation.see", _("see an invitation")
    WITHDRAW_INVITATION = "invitation.withdraw", _("withdraw an invitation")
    ACCEPT_INVITATION = "invitation.accept", _("accept an invitation")

    SEE_ROUND = "round.see", _("see how far a verification round is")
    REMIND_ROUND = "round.remind", _("remind who has not answered a verification round")
    ANSWER_ROUND = "round.answer", _("answer a verification round")

    SEE_NETWORK = "network.see", _("see a network")
    FORM_NETWORK = "network.form", _("accept a proposed network and invite its members")
    DECLINE_NETWORK = "network.decline", _("decline a proposed network")
    ARRANGE_NETWORK = "network.arrange", _("say who leads a network and how it works")
    INVITE_TO_NETWORK = "network.invite", _("invite an organisation to a network")
    DECIDE_MEMBERS = (
        "network.decide-members",
        _("decide whether a region joins or leaves a network"),
    )
    PROPOSE_SCALE = "network.propose-scale", _("propose to merge or split networks")
    DECIDE_SCALE = "network.decide-scale", _("decide to merge or split networks")
    DECLINE_SCALE = "network.decline-scale", _("decline to merge or split networks")
    ACTIVATE_NETWORK = "network.activate", _("start a network")
    REST_NETWORK = "network.rest", _("let a network rest in which nothing happens")
    WAKE_NETWORK = "network.wake", _("take up a dormant network again")
    CLOSE_NETWORK = "network.close", _("close a network")

    SEE_SEAT = "seat.see", _("see who sits in a network")
    SEE_SEAT_PEOPLE = "seat.see-people", _("see which persons sit in a network")
    ACCEPT_SEAT = "seat.accept", _("accept a seat in a network")
    DELEGATE_SEAT = "seat.delegate", _("let a lead partner sit in a network")
    DECLINE_SEAT = "seat.decline", _("decline a seat in a network")
    INVITE_AGAIN = "seat.invite-again", _("invite an organisation again")
    STAFF_SEAT = "seat.staff", _("name who sits in a network")
    LEAVE_SEAT = "seat.leave", _("leave a network")

    SEE_PROPOSAL = "proposal.see", _("see a proposal for a network")

    ADD_AGREEMENT = "network.add-agreement", _("add an agreement to a network")
    ADD_COVENANT = "network.add-covenant", _("add a covenant to a network")
    IMPORT_AGREEMENTS = "network.import-agreements", _("import agreements into a network")
    CONFIRM_IN_MEETING = (
        "network.confirm-in-meeting",
        _("record that agreements were confirmed in the meeting"),
    )
    TAKE_BASELINE = "network.take-baseline", _("record the baseline of a network")
    ADD_NATIONAL_AGREEMENT = (
        "register.add-agreement",
        _("add an agreement for the whole country"),
    )
    ADD_NATIONAL_COVENANT = "register.add-covenant", _("add a model or national covenant")
    IMPORT_NATIONAL_AGREEMENTS = (
        "register.import-agreements",
        _("import agreements for the whole country"),
    )
    ASSESS_AGREEMENTS = (
        "register.assess-agreements",
        _("work out anew how far agreements have come"),
    )
    SEE_COVERAGE = "register.see-coverage", _("see how far agreements have come, by theme")
    CONFIRM_AGREEMENTS = (
        "organisation.confirm-agreements",
        _("confirm the agreements of an organisation"),
    )
    ASK_AGREEMENTS = (
        "organisation.ask-agreements",
        _("ask whether the agreements of an organisation are still right"),
    )

    CALL_TO_ACCOUNT = (
        "organisation.call-to-account",
        _("call another party of an agreement to account"),
    )

    SEE_AGREEMENT = "agreement.see", _("see an agreement")
    SEE_MATURITY = "agreement.see-maturity", _("see how far an agreement has come")
    EDIT_AGREEMENT = "agreement.edit", _("change an agreement")
    AGREE_AGREEMENT = "agreement.agree", _("record that a proposed agreement is agreed upon")
    CONFIRM_AGREEMENT = "agreement.confirm", _("confirm an agreement")
    ADD_PROOF = "agreement.add-proof", _("record how an agreement worked")
    END_AGREEMENT = "agreement.end", _("end an agreement")
    SPREAD_AGREEMENT = "agreement.spread", _("spread a model agreement to networks")

    SEE_VARIANT = "variant.see", _("see what a network said of a model")
    ADOPT_MODEL = "variant.adopt", _("adopt a model for a network")
    DEVIATE_FROM_MODEL = "variant.deviate", _("deviate from a model")

    SEE_BASELINE = "baseline.see", _("see the baseline of a network")
    CORRECT_BASELINE = "baseline.correct", _("correct the baseline of a network")

    SEE_COVENANT = "covenant.see", _("see a covenant")
    EDIT_COVENANT = "covenant.edit", _("change a covenant")
    ADD_ANNEX = "covenant.add-annex", _("add an annex to a covenant")
    NEGOTIATE_COVENANT = "covenant.negotiate", _("negotiate a covenant")
    OFFER_COVENANT = "covenant.offer", _("offer a covenant to be signed")
    SIGN_COVENANT = "covenant.sign", _("record that a party signed a covenant")
    REVIEW_COVENANT = "covenant.review", _("record that a covenant was reviewed")
    RENEW_COVENANT = "covenant.renew", _("draw up the successor of a covenant")
    TURN_COVENANT = "covenant.turn", _("let a covenant come up for review or expire")
    TERMINATE_COVENANT = "covenant.terminate", _("end a covenant")
    SPREAD_COVENANT = "covenant.spread", _("spread a model covenant to networks")

    START_AGENDA = "register.start-agenda", _("start a next version of the agenda of a sector")
    GIVE_INPUT = "organisation.give-input", _("give the input of an organisation for an agenda")
    GIVE_NETWORK_INPUT = "network.give-input", _("give the input of a network for an agenda")

    SEE_AGENDA = "agenda.see", _("see a version of the agenda of a sector")
    INTRODUCE_AGENDA = "agenda.introduce", _("say what an agenda is for")
    OPEN_INPUT = "agenda.open-input", _("ask for input for an agenda, until a day")
    SEE_ALL_INPUT = "agenda.see-input", _("see all input for an agenda")
    SEE_SPREAD = "agenda.see-spread", _("see what was asked for an agenda, and median and spread")
    PUBLISH_INPUT = "agenda.publish-input", _("publish median and spread of the input")
    PRIORITISE = "agenda.prioritise", _("rank the themes of an agenda")
    ADD_SPEARHEAD = "agenda.add-spearhead", _("add a spearhead to an agenda")
    ALIGN_AGENDA = "agenda.align", _("send an agenda to be aligned")
    REWRITE_AGENDA = "agenda.rewrite", _("take an agenda back to write on")
    RECORD_ALIGNMENT = "agenda.record-alignment", _("record that a body aligned with an agenda")
    ADOPT_AGENDA = "agenda.adopt", _("record that the steering group adopted an agenda")
    GIVE_ASSIGNMENTS = "agenda.give", _("give networks the assignments of an agenda")
    SEE_PROGRESS = "agenda.see-progress", _("see how far networks are with an agenda")
    SUPERSEDE_AGENDA = (
        "agenda.supersede",
        _("let an agenda go when the next one is adopted"),
    )

    SEE_SPEARHEAD = "spearhead.see", _("see a spearhead of an agenda")
    EDIT_SPEARHEAD = "spearhead.edit", _("change a spearhead of an agenda")
    DROP_SPEARHEAD = "spearhead.drop", _("drop a spearhead from an agenda")
    RESTORE_SPEARHEAD = "spearhead.restore", _("put a dropped spearhead back")

    SEE_INPUT = "input.see", _("see what somebody gave as input for an agenda")

    SEE_ASSIGNMENT = "assignment.see", _("see an assignment of a network")
    ACCEPT_ASSIGNMENT = "assignment.accept", _("accept an assignment for a network")
    POINT_OUT_AGREEMENTS = (
        "assignment.in-place",
        _("say that what an assignment asks is already in place"),
    )
    SET_ASSIGNMENT_ASIDE = (
        "assignment.not-applicable",
        _("say that an assignment is not for a network"),
    )
    REOPEN_ASSIGNMENT = "assignment.reopen", _("take back the answer to an assignment")

    SEE_CALL = "call.see", _("see how one party calls another to account")
    ANSWER_CALL = "call.answer", _("answer who calls to account")
    AGREE_REPAIR = "call.agree-repair", _("agree to repair what did not go as agreed")
    RECORD_REPAIR = "call.record-repair", _("record that it was repaired")
    ESCALATE_CALL = "call.escalate", _("bring a call to account to a higher function")
    CLOSE_CALL = "call.close", _("close a call to account")
    WITHDRAW_CALL = "call.withdraw", _("withdraw a call to account")
    INVITE_TO_CALL = "call.invite", _("let an organisation read along in a call to account")
    UNINVITE_FROM_CALL = "call.uninvite", _("let an organisation no longer read along")


CAPABILITIES = {can: can.label for can in Can}
