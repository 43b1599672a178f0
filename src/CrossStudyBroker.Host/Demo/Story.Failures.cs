using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.ReferenceSis.Faults;

namespace CrossStudyBroker.Host.Demo;

/// <summary>What does not go well, and what is taken back: refusals, cancellations, repeats, bad input, failures.</summary>
internal sealed partial class Story
{
    private async Task ConfirmAsync()
    {
        var enrolment = await stage.HaagaHelia.EnrolAsync(Student(13), "10066", "3amk", [Seminar], CancellationToken.None);
        await StatusStepAsync("An enrolment lies at Laurea", stage.HaagaHelia, enrolment, "10066 delivered");
        var delivery = DerivedIds.Delivery("10056", enrolment.MessageId, "10066").ToString();
        var receipt = new OutgoingMessage
        {
            Time = stage.Now,
            Data = new Receipt { MessageId = enrolment.MessageId, DeliveryId = delivery, Sender = "10056", Outcome = ReceiptOutcome.Processed },
        };
        await StepAsync("Laurea's own program sends a receipt over HTTP (receipt)", "202", () => stage.PostAsync("10066", Json(receipt, "10066")));
        await StatusStepAsync("… and the sender sees it", stage.HaagaHelia, enrolment, "10066 processed");
    }

    private async Task RefuseAsync()
    {
        var ineligible = Student(3);
        await stage.HaagaHelia.ChangeStudyRightAsync(ineligible, StudyRightChangeReason.Eligibility, right => right with { EligibleForNetworkStudies = false }, CancellationToken.None);
        await StatusStepAsync("A study right not eligible is refused (R1)", stage.HaagaHelia, await stage.HaagaHelia.EnrolAsync(ineligible, "10065", "3amk", [Course], CancellationToken.None), "refused (not-eligible)");

        var late = $"LATE-{run}";
        await PublishUntilAsync(late, stage.Now.AddDays(-2));
        await StatusStepAsync("Enrolment after the period is refused (R2)", stage.HaagaHelia, await stage.HaagaHelia.EnrolAsync(Student(4), "10065", "3amk", [late], CancellationToken.None), "refused (enrolment-closed)");
        await PublishUntilAsync(late, stage.Now.AddDays(10));
        await StatusStepAsync("The period is prolonged, the enrolment goes through (R9)", stage.HaagaHelia, await stage.HaagaHelia.EnrolAsync(Student(4), "10065", "3amk", [late], CancellationToken.None), "10065 processed");

        var known = stage.HaagaHelia.Students[14].Student;
        var person = stage.Metropolia.AddPerson(new Student { PersonalIdentityCode = known.PersonalIdentityCode, LastName = known.LastName });
        var again = await stage.HaagaHelia.EnrolAsync(Student(14), "10065", "3amk", [Course], CancellationToken.None);
        await StepAsync("A student known at the target before joins the old identity (R5)", person, () => TargetCase(stage.Metropolia, again)?.PersonId ?? "nobody");

        var twofold = stage.HaagaHelia.Students[5].Student;
        stage.Metropolia.AddPerson(new Student { LearnerNumber = twofold.LearnerNumber });
        stage.Metropolia.AddPerson(new Student { PersonalIdentityCode = twofold.PersonalIdentityCode });
        var persons = stage.Metropolia.Persons.Count;
        await StatusStepAsync("A student who could be either of two persons at the target: reported, and waits for a person (R5)", stage.HaagaHelia, await stage.HaagaHelia.EnrolAsync(Student(5), "10065", "3amk", [Course], CancellationToken.None), "10065 parked (student-ambiguous)");
        await StepAsync("… and no third one is made", $"{persons} persons", () => $"{stage.Metropolia.Persons.Count} persons");
    }

    private async Task CancelAsync()
    {
        var before = await stage.HaagaHelia.EnrolAsync(Student(6), "10066", "3amk", [Seminar], CancellationToken.None);
        await StepAsync("An enrolment not yet accepted", "Received", () => Case(before)?.State.ToString() ?? "unknown");
        await StatusStepAsync("… is cancelled at any time (R15)", stage.HaagaHelia, await stage.HaagaHelia.CancelAsync(before.CaseId!, CancellationToken.None), "10066 processed"); // an enrolment has a case
        await StepAsync("… and nothing provisional is left of it (R19)", "aborted, no study right", () => Register(stage.Laurea, before));

        var inside = await stage.HaagaHelia.EnrolAsync(Student(7), "10065", "3amk", [Course], CancellationToken.None);
        await StatusStepAsync("An accepted enrolment", stage.HaagaHelia, inside, "10065 processed");
        await StatusStepAsync("… is cancelled inside the enrolment period (R15)", stage.HaagaHelia, await stage.HaagaHelia.CancelAsync(inside.CaseId!, CancellationToken.None), "10065 processed"); // likewise
        await StepAsync("… and the official study right stays (R20)", "aborted, official study right", () => Register(stage.Metropolia, inside));

        var closing = $"CLOSING-{run}";
        await PublishUntilAsync(closing, stage.Now.AddDays(10));
        var after = await stage.HaagaHelia.EnrolAsync(Student(8), "10065", "3amk", [closing], CancellationToken.None);
        await StatusStepAsync("Another accepted enrolment", stage.HaagaHelia, after, "10065 processed");
        await StepAsync("… whose decision is home", AcceptedWithStudyRight, () => Decision(after));
        await PublishUntilAsync(closing, stage.Now.AddDays(-2));
        var tooLate = await stage.HaagaHelia.CancelAsync(after.CaseId!, CancellationToken.None); // likewise
        await StatusStepAsync("… cannot be cancelled after the period (R15)", stage.HaagaHelia, tooLate, "refused (cancellation-too-late)");
        await StepAsync("… whose refusal names the study office (R15)", stage.StudyOfficeOf(stage.Metropolia), () => stage.AddressInRefusalAsync(stage.HaagaHelia, tooLate));
        await StepAsync("… and whose place is still there", "accepted, official study right", () => Register(stage.Metropolia, after));
    }

    private async Task RepeatAndMistakeAsync()
    {
        var message = new OutgoingMessage
        {
            Time = stage.Now,
            Recipient = "10056",
            Data = new CompletionAnswered { Outcome = CompletionOutcome.Recorded },
            InReplyTo = "never-sent",
        };
        await StepAsync("A reply to a message that was never delivered is not believed", "422 reply-not-expected", () => stage.PostAsync("10066", Json(message, "10066")));

        var change = new OutgoingMessage { Time = stage.Now, Data = new PersonalDataChanged { Student = stage.HaagaHelia.Students[0].Student } };
        var json = Json(change, "10056");
        await StepAsync("A message over HTTP is taken", "202", () => stage.PostAsync("10056", json));
        await StepAsync("… repeated, it gets the same answer", "202 repeated", () => stage.PostAsync("10056", json));
        await StepAsync("… and is sent once to each of the two targets", "2", async () => (await stage.DeliveriesAsync("10056", change.Id)).ToString());
        await StepAsync("… with the same id and other content it is refused", "409 duplicate-conflict", () => stage.PostAsync("10056", json.Replace("uusi.osoite", "toinen.osoite", StringComparison.Ordinal)));

        var wrong = stage.HaagaHelia.Students[0].Student with { PersonalIdentityCode = "010190-999X" };
        await StepAsync("Bad input: a wrong check character", "400 identity-code-invalid", () => stage.PostAsync("10056", Json(change with { Id = NewId(), Data = new PersonalDataChanged { Student = wrong } }, "10056")));
        await StepAsync("Bad input: text that is no JSON", "400 malformed-json", () => stage.PostAsync("10056", "{ not json"));
        await StepAsync("Bad input: another content type", "415 content-type-unsupported", () => stage.PostAsync("10056", json, "text/plain"));
        await StepAsync("Bad input: somebody else's name", "403 source-mismatch", () => stage.PostAsync("10056", Json(change with { Id = NewId() }, "10065")));
        await StepAsync("Bad input: an institution that does not exist", "422 recipient-unknown", () => stage.PostAsync("10056", Json(message with { Id = NewId(), Recipient = "99999" }, "10056")));
    }

    private async Task FailAsync()
    {
        stage.Metropolia.Faults.Next(MessageType.EnrolmentRequested, 1, ScriptedFault.Temporary("recipient-busy"));
        await StatusStepAsync("A target that is busy for a moment is tried again", stage.HaagaHelia, await stage.HaagaHelia.EnrolAsync(Student(10), "10065", "3amk", [Course], CancellationToken.None), "10065 processed");
        stage.Metropolia.Faults.Next(MessageType.EnrolmentRequested, 1, ScriptedFault.Permanent(ProblemCodes.StudentUnknown));
        await StatusStepAsync("A failure that needs a person is parked", stage.HaagaHelia, await stage.HaagaHelia.EnrolAsync(Student(11), "10065", "3amk", [Course], CancellationToken.None), "10065 parked (student-unknown)");
        await StatusStepAsync("… and holds up nobody else", stage.HaagaHelia, await stage.HaagaHelia.EnrolAsync(Student(12), "10065", "3amk", [Course], CancellationToken.None), "10065 processed");
    }

    private async Task WithdrawAsync() => await StatusStepAsync(
        "Offering withdrawn with one message (R7)",
        stage.Metropolia,
        await stage.Metropolia.WithdrawAsync([new WithdrawnItem { Id = Course, Kind = OfferingKind.Realisation }], CancellationToken.None),
        "10056 processed, 10066 processed");
}
