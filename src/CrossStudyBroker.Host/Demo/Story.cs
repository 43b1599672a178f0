using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.ReferenceSis;
using CrossStudyBroker.ReferenceSis.Faults;
using CrossStudyBroker.ReferenceSis.Offerings;
using CrossStudyBroker.ReferenceSis.Sending;

namespace CrossStudyBroker.Host.Demo;

/// <summary>
/// The scripted story: every kind of message in both directions between three institutions, and the main failures.
/// Haaga-Helia is the home; Metropolia accepts by itself, at Laurea a person decides.
/// </summary>
internal sealed class Story(Stage stage, string run)
{
    private readonly List<StepResult> _steps = [];

    private string Course => $"SQL-{run}";

    private string Seminar => $"UX-{run}";

    /// <summary>Plays it all; a step that fails does not stop the next.</summary>
    public async Task<IReadOnlyList<StepResult>> PlayAsync()
    {
        await PublishAsync();
        await StudyAsync();
        await CompleteAsync();
        await DecideByPersonAsync();
        await RefuseAsync();
        await CancelAsync();
        await RepeatAndMistakeAsync();
        await FailAsync();
        await WithdrawAsync();
        return _steps;
    }

    private async Task PublishAsync()
    {
        var items = Courses.Make(Plan(Course, stage.Now.AddDays(30)));
        var dryRun = await stage.Metropolia.PublishOfferingAsync(items, dryRun: true, CancellationToken.None);
        await StepAsync("Offering, dry run: who would receive it (R7)", "10056, 10066", () => string.Join(", ", (stage.Metropolia.Status(dryRun.MessageId)?.Recipients ?? []).Order(StringComparer.Ordinal)));
        await StatusStepAsync("Offering published to every member of 3amk (R6)", stage.Metropolia, await stage.Metropolia.PublishOfferingAsync(items, dryRun: false, CancellationToken.None), "10056 processed, 10066 processed");
        await StatusStepAsync("Offering of Laurea published too", stage.Laurea, await stage.Laurea.PublishOfferingAsync(Courses.Make(Plan(Seminar, stage.Now.AddDays(30))), dryRun: false, CancellationToken.None), "10056 processed, 10065 processed");
    }

    private async Task StudyAsync()
    {
        var student = Student(0);
        var enrolment = await stage.HaagaHelia.EnrolAsync(student, "10065", "3amk", [Course], CancellationToken.None);
        await StatusStepAsync("Enrolment requested and decided (R1, R2, R16)", stage.HaagaHelia, enrolment, "10065 processed");
        await StepAsync("Home knows the decision and the target study right", "accepted, target study right until 31 July (R16)", () => Decision(enrolment));
        await StepAsync("The home's SIS shows the sync status (R24)", "Processed", () => stage.HaagaHelia.Status(enrolment.MessageId)?.State.ToString() ?? "unknown");

        var second = await stage.HaagaHelia.EnrolAsync(student, "10066", "3amk", [Seminar], CancellationToken.None);
        await StepAsync("The same student enrols at Laurea: received, a person decides (R18)", "Received", () => Case(second)?.State.ToString() ?? "unknown");

        var moved = await stage.HaagaHelia.ChangePersonalDataAsync(student, person => person with { Emails = ["uusi.osoite@example.fi"] }, CancellationToken.None);
        await StatusStepAsync("Personal data reach both targets by links (R3)", stage.HaagaHelia, moved, "10065 processed, 10066 processed");
        var prolonged = await stage.HaagaHelia.ChangeStudyRightAsync(student, StudyRightChangeReason.Prolonged, right => right with { EndDate = right.EndDate.AddYears(1) }, CancellationToken.None);
        await StatusStepAsync("Study right prolonged (R17)", stage.HaagaHelia, prolonged, "10065 processed, 10066 processed");
        var nobody = await stage.HaagaHelia.ChangePersonalDataAsync(Student(9), person => person with { Emails = ["kotona@example.fi"] }, CancellationToken.None);
        await StatusStepAsync("Personal data of a student who studies nowhere else: nobody to tell (R3)", stage.HaagaHelia, nobody, "processed (no-recipients)");

        var shorter = DateOnly.FromDateTime(stage.Now.UtcDateTime).AddDays(20);
        var cut = await stage.HaagaHelia.ChangeStudyRightAsync(student, StudyRightChangeReason.Shortened, right => right with { EndDate = shorter }, CancellationToken.None);
        await StatusStepAsync("Study right cut short (R4)", stage.HaagaHelia, cut, "10065 processed, 10066 processed");
        await StepAsync("The target study right ends no later than the home's (R4)", $"{shorter:yyyy-MM-dd}", () => $"{TargetRight(enrolment)?.EndDate:yyyy-MM-dd}");
    }

    private async Task CompleteAsync()
    {
        var student = Student(1);
        var enrolment = await stage.HaagaHelia.EnrolAsync(student, "10065", "3amk", [Course], CancellationToken.None);
        await StatusStepAsync("Another student enrols", stage.HaagaHelia, enrolment, "10065 processed");
        var recorded = await stage.Metropolia.RecordCompletionAsync("10056", enrolment.CaseId!, Course, "4", CancellationToken.None); // an enrolment has a case
        await StatusStepAsync("Completion recorded at the target and at home (R14, R21, R27)", stage.Metropolia, recorded, "10056 processed");
        await StepAsync("In the home register: completed elsewhere, original at 10065 (R26)", "grade 4 from 10065", () => Record(student));
        var completion = stage.Metropolia.Completions.First(entry => entry.MessageId == recorded.MessageId).Completion.Id;
        await StatusStepAsync("Completion corrected (R21)", stage.Metropolia, await stage.Metropolia.CorrectCompletionAsync(completion, "5", CancellationToken.None), "10056 processed");
        await StepAsync("The home register has the corrected grade", "grade 5 from 10065", () => Record(student));
        await StatusStepAsync("Completion removed (R21)", stage.Metropolia, await stage.Metropolia.RemoveCompletionAsync(completion, CancellationToken.None), "10056 processed");
    }

    private async Task DecideByPersonAsync()
    {
        var enrolment = await stage.HaagaHelia.EnrolAsync(Student(2), "10066", "3amk", [Seminar], CancellationToken.None);
        await StepAsync("An enrolment waits for a person at Laurea", "Received", () => Case(enrolment)?.State.ToString() ?? "unknown");
        var decided = await stage.Laurea.DecideAsync("10056", enrolment.CaseId!, accept: true, CancellationToken.None); // an enrolment has a case
        await StatusStepAsync("The person accepts; the decision goes home", stage.Laurea, decided, "10056 processed");
        await StatusStepAsync("The request counts as processed", stage.HaagaHelia, enrolment, "10066 processed");
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

        stage.Metropolia.Faults.Next(MessageType.EnrolmentRequested, 1, ScriptedFault.Refuse("student-ambiguous"));
        await StatusStepAsync("The target cannot tell two persons apart: reported, nobody made up (R5)", stage.HaagaHelia, await stage.HaagaHelia.EnrolAsync(Student(5), "10065", "3amk", [Course], CancellationToken.None), "10065 refused (student-ambiguous)");
    }

    private async Task CancelAsync()
    {
        var before = await stage.HaagaHelia.EnrolAsync(Student(6), "10066", "3amk", [Seminar], CancellationToken.None);
        await StepAsync("An enrolment not yet accepted", "Received", () => Case(before)?.State.ToString() ?? "unknown");
        await StatusStepAsync("… is cancelled at any time (R15)", stage.HaagaHelia, await stage.HaagaHelia.CancelAsync(before.CaseId!, CancellationToken.None), "10066 processed"); // an enrolment has a case

        var inside = await stage.HaagaHelia.EnrolAsync(Student(7), "10065", "3amk", [Course], CancellationToken.None);
        await StatusStepAsync("An accepted enrolment", stage.HaagaHelia, inside, "10065 processed");
        await StatusStepAsync("… is cancelled inside the enrolment period (R15, R20)", stage.HaagaHelia, await stage.HaagaHelia.CancelAsync(inside.CaseId!, CancellationToken.None), "10065 processed"); // likewise

        var closing = $"CLOSING-{run}";
        await PublishUntilAsync(closing, stage.Now.AddDays(10));
        var after = await stage.HaagaHelia.EnrolAsync(Student(8), "10065", "3amk", [closing], CancellationToken.None);
        await StatusStepAsync("Another accepted enrolment", stage.HaagaHelia, after, "10065 processed");
        await StepAsync("… whose decision is home", "accepted, target study right until 31 July (R16)", () => Decision(after));
        await PublishUntilAsync(closing, stage.Now.AddDays(-2));
        await StatusStepAsync("… cannot be cancelled after the period: contact the study office (R15)", stage.HaagaHelia, await stage.HaagaHelia.CancelAsync(after.CaseId!, CancellationToken.None), "refused (cancellation-too-late)"); // likewise
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
        await StepAsync("… repeated, it gets the same answer", "202", () => stage.PostAsync("10056", json));
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

    private async Task PublishUntilAsync(string id, DateTimeOffset enrolmentEnd)
    {
        var sent = await stage.Metropolia.PublishOfferingAsync(Courses.Make(Plan(id, enrolmentEnd)), dryRun: false, CancellationToken.None);
        await stage.StatusAsync(stage.Metropolia, sent, "10056 processed, 10066 processed");
    }

    private CoursePlan Plan(string id, DateTimeOffset enrolmentEnd)
    {
        var today = DateOnly.FromDateTime(stage.Now.UtcDateTime);
        return new CoursePlan
        {
            Id = id,
            Name = "Esimerkki",
            Networks = ["3amk"],
            EnrolmentStart = stage.Now.AddDays(-30),
            EnrolmentEnd = enrolmentEnd,
            StartDate = today.AddDays(-5),
            EndDate = today.AddDays(25),
        };
    }

    private async Task StepAsync(string step, string expected, Func<string> read) => _steps.Add(new StepResult(step, expected, await stage.UntilAsync(expected, read)));

    private async Task StepAsync(string step, string expected, Func<Task<string>> act) => _steps.Add(new StepResult(step, expected, await act()));

    private async Task StatusStepAsync(string step, ReferenceInstitution sender, Sent sent, string expected) =>
        _steps.Add(new StepResult(step, expected, await stage.StatusAsync(sender, sent, expected)));

    private string Student(int index) => stage.HaagaHelia.Students[index].Id;

    private ReferenceSis.Home.HomeCase? Case(Sent sent) => stage.HaagaHelia.HomeCases.FirstOrDefault(candidate => candidate.CaseId == sent.CaseId);

    private StudyRight? TargetRight(Sent sent) => stage.Metropolia.TargetCases.FirstOrDefault(candidate => candidate.CaseId == sent.CaseId)?.StudyRight;

    private string Decision(Sent sent) => Case(sent) is { IsAccepted: true, Decision.TargetStudyRight: { } right }
        ? $"accepted, target study right until {(right.EndDate is { Month: 7, Day: 31 } ? "31 July (R16)" : right.EndDate.ToString("yyyy-MM-dd"))}"
        : "no acceptance yet";

    private string Record(string student) => stage.HaagaHelia.RecordsOf(student) is [.., var last] ? $"grade {last.Completion.Assessment?.Grade} from {last.OriginalInstitution}" : "none";

    private static string Json(OutgoingMessage message, string sender) => System.Text.Encoding.UTF8.GetString(message.ToJson(sender, message.Time!.Value)); // set by the story

    private static string NewId() => Guid.CreateVersion7().ToString();
}
