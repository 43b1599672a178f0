using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.ReferenceSis;
using CrossStudyBroker.ReferenceSis.Offerings;
using CrossStudyBroker.ReferenceSis.Sending;
using CrossStudyBroker.ReferenceSis.Target;

namespace CrossStudyBroker.Host.Demo;

/// <summary>What goes well: networks, offering, enrolment, changes, completions.</summary>
internal sealed partial class Story
{
    private const string NewAddress = "uusi.osoite@example.fi";

    private async Task FoundNetworkAsync()
    {
        var network = $"demo-{run}";
        stage.FoundNetwork(network);
        await StepAsync("A network is founded while the broker runs: its members are told (network.changed)", "10056, 10065, 10066", () => Where(institution => institution.Networks.Any(told => told.Network.Id == network)));
    }

    private async Task PublishAsync()
    {
        var items = Courses.Make(Plan(Course, stage.Now.AddDays(30)));
        var dryRun = await stage.Metropolia.PublishOfferingAsync(items, dryRun: true, CancellationToken.None);
        await StepAsync("Offering, dry run: who would receive it (R7)", "10056, 10066", () => string.Join(", ", (stage.Metropolia.Status(dryRun.MessageId)?.Recipients ?? []).Order(StringComparer.Ordinal)));
        await StatusStepAsync("Offering published to every member of 3amk (R6)", stage.Metropolia, await stage.Metropolia.PublishOfferingAsync(items, dryRun: false, CancellationToken.None), "10056 processed, 10066 processed");
        await StepAsync("Every member's system shows it (R6)", "10056, 10065, 10066", () => Where(institution => institution.Catalogue.Any(shown => shown.Item.Id == Course)));
        await StatusStepAsync("Offering of Laurea published too", stage.Laurea, await stage.Laurea.PublishOfferingAsync(Courses.Make(Plan(Seminar, stage.Now.AddDays(30))), dryRun: false, CancellationToken.None), "10056 processed, 10065 processed");
    }

    private async Task StudyAsync()
    {
        var student = Student(0);
        var enrolment = await stage.HaagaHelia.EnrolAsync(student, "10065", "3amk", [Course], CancellationToken.None);
        await StatusStepAsync("Enrolment requested and decided (R1, R2, R16)", stage.HaagaHelia, enrolment, "10065 processed");
        await StepAsync("Home knows the decision and the target study right, which ends with the academic year (R16)", AcceptedWithStudyRight, () => Decision(enrolment));
        await StepAsync("The home's SIS shows the sync status (R24)", "Processed", () => stage.HaagaHelia.Status(enrolment.MessageId)?.State.ToString() ?? "unknown");

        var second = await stage.HaagaHelia.EnrolAsync(student, "10066", "3amk", [Seminar], CancellationToken.None);
        await StepAsync("The same student enrols at Laurea, where a person decides: received (enrolment.received)", "Received", () => Case(second)?.State.ToString() ?? "unknown");
        await StepAsync("… and provisional until then (R18)", "pending, provisional study right", () => Register(stage.Laurea, second));

        var moved = await stage.HaagaHelia.ChangePersonalDataAsync(student, person => person with { Emails = [NewAddress] }, CancellationToken.None);
        await StatusStepAsync("Personal data reach both targets by links (R3)", stage.HaagaHelia, moved, "10065 processed, 10066 processed");
        await StepAsync("… where they are now", "10065, 10066", () => Where(institution => institution.Persons.Any(person => person.Student.Emails?.Contains(NewAddress) == true)));
        await StepAsync("… and both answered (personal-data.answered)", "10065 updated, 10066 updated", () => Answers(moved));
        var prolonged = await stage.HaagaHelia.ChangeStudyRightAsync(student, StudyRightChangeReason.Prolonged, right => right with { EndDate = right.EndDate.AddYears(1) }, CancellationToken.None);
        await StatusStepAsync("Study right prolonged (R17)", stage.HaagaHelia, prolonged, "10065 processed, 10066 processed");
        await StepAsync("… and both answered (study-right.answered)", "10065 updated, 10066 updated", () => Answers(prolonged));
        var nobody = await stage.HaagaHelia.ChangePersonalDataAsync(Student(9), person => person with { Emails = ["kotona@example.fi"] }, CancellationToken.None);
        await StatusStepAsync("Personal data of a student who studies nowhere else: nobody to tell (R3)", stage.HaagaHelia, nobody, "processed (no-recipients)");

        var shorter = Today.AddDays(20);
        var cut = await stage.HaagaHelia.ChangeStudyRightAsync(student, StudyRightChangeReason.Shortened, right => right with { EndDate = shorter }, CancellationToken.None);
        await StatusStepAsync("Study right cut short (R4)", stage.HaagaHelia, cut, "10065 processed, 10066 processed");
        await StepAsync("The target study right ends no later than the home's (R4)", $"{shorter:yyyy-MM-dd}", () => $"{TargetCase(stage.Metropolia, enrolment)?.StudyRight?.EndDate:yyyy-MM-dd}");
    }

    private async Task CompleteAsync()
    {
        var student = Student(1);
        var enrolment = await stage.HaagaHelia.EnrolAsync(student, "10065", "3amk", [Course], CancellationToken.None);
        await StatusStepAsync("Another student enrols", stage.HaagaHelia, enrolment, "10065 processed");
        var recorded = await stage.Metropolia.RecordCompletionAsync("10056", enrolment.CaseId!, Course, "4", CancellationToken.None); // an enrolment has a case
        await StatusStepAsync("Completion recorded at the target and at home (R14, R21, R27)", stage.Metropolia, recorded, "10056 processed");
        await StepAsync("The target knows what the home did with it (completion.answered, R27)", "Recorded", () => Completion(recorded)?.Answer?.ToString() ?? "unknown");
        await StepAsync("In the home register: completed elsewhere, original at 10065 (R26)", "grade 4 from 10065", () => Record(student));
        var completion = Completion(recorded)!.Completion.Id; // recorded above
        await StatusStepAsync("Completion corrected (R21)", stage.Metropolia, await stage.Metropolia.CorrectCompletionAsync(completion, "5", CancellationToken.None), "10056 processed");
        await StepAsync("The home register has the corrected grade", "grade 5 from 10065", () => Record(student));
        await StatusStepAsync("Completion removed (R21)", stage.Metropolia, await stage.Metropolia.RemoveCompletionAsync(completion, CancellationToken.None), "10056 processed");
        await StepAsync("… and gone from the home register", "none", () => Record(student));
    }

    private async Task DecideByPersonAsync()
    {
        var enrolment = await stage.HaagaHelia.EnrolAsync(Student(2), "10066", "3amk", [Seminar], CancellationToken.None);
        await StepAsync("An enrolment waits for a person at Laurea", "Received", () => Case(enrolment)?.State.ToString() ?? "unknown");
        var decided = await stage.Laurea.DecideAsync("10056", enrolment.CaseId!, accept: true, CancellationToken.None); // an enrolment has a case
        await StatusStepAsync("The person accepts; the decision goes home", stage.Laurea, decided, "10056 processed");
        await StepAsync("The student and the study right are official now (R18)", "accepted, official study right", () => Register(stage.Laurea, enrolment));
        await StatusStepAsync("The request counts as processed", stage.HaagaHelia, enrolment, "10066 processed");
    }

    private TargetCompletion? Completion(Sent sent) => stage.Metropolia.Completions.FirstOrDefault(entry => entry.MessageId == sent.MessageId);
}
