using CrossStudyBroker.Adapters;
using CrossStudyBroker.Adapters.Rules;
using CrossStudyBroker.ReferenceSis;
using CrossStudyBroker.ReferenceSis.Offerings;
using CrossStudyBroker.ReferenceSis.Sending;
using CrossStudyBroker.ReferenceSis.Target;

namespace CrossStudyBroker.Host.Demo;

/// <summary>
/// The scripted story: every kind of message in both directions between three institutions, and the main failures.
/// Haaga-Helia is the home; Metropolia accepts by itself, at Laurea a person decides. What is told of a step is read where its effect must
/// show: in the tracker, in the registers of the three systems, in the answer over HTTP.
/// </summary>
internal sealed partial class Story(Stage stage, string run)
{
    private readonly List<StepResult> _steps = [];

    private string Course => $"SQL-{run}";

    private string Seminar => $"UX-{run}";

    private DateOnly Today => FinnishDay.Of(stage.Now);

    /// <summary>What R16 says of the courses of the story, reckoned once more by itself.</summary>
    private string AcceptedWithStudyRight
    {
        get
        {
            var end = Plan("", stage.Now).EndDate;
            return $"accepted, target study right until {end.Year + (end.Month > 7 ? 1 : 0)}-07-31";
        }
    }

    /// <summary>Plays it all; a step that fails does not stop the next.</summary>
    public async Task<IReadOnlyList<StepResult>> PlayAsync()
    {
        Func<Task>[] chapters =
        [
            FoundNetworkAsync, PublishAsync, StudyAsync, CompleteAsync, DecideByPersonAsync, ConfirmAsync,
            RefuseAsync, CancelAsync, RepeatAndMistakeAsync, FailAsync, WithdrawAsync,
        ];
        foreach (var chapter in chapters)
        {
            try
            {
                await chapter();
            }
#pragma warning disable CA1031 // The edge of the story: what a chapter stumbles over is told as a step of it, and the next one is played.
            catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
            {
                _steps.Add(new StepResult("… and the story could go on from here", "yes", exception.GetType().Name));
            }
        }

        return _steps;
    }

    private async Task PublishUntilAsync(string id, DateTimeOffset enrolmentEnd)
    {
        var sent = await stage.Metropolia.PublishOfferingAsync(Courses.Make(Plan(id, enrolmentEnd)), dryRun: false, CancellationToken.None);
        await stage.StatusAsync(stage.Metropolia, sent, "10056 processed, 10066 processed");
    }

    private CoursePlan Plan(string id, DateTimeOffset enrolmentEnd) => new()
    {
        Id = id,
        Name = "Esimerkki",
        Networks = ["3amk"],
        EnrolmentStart = stage.Now.AddDays(-30),
        EnrolmentEnd = enrolmentEnd,
        StartDate = Today.AddDays(-5),
        EndDate = Today.AddDays(25),
    };

    private async Task StepAsync(string step, string expected, Func<string> read) => _steps.Add(new StepResult(step, expected, await stage.UntilAsync(expected, read)));

    private async Task StepAsync(string step, string expected, Func<Task<string>> act) => _steps.Add(new StepResult(step, expected, await act()));

    private async Task StatusStepAsync(string step, ReferenceInstitution sender, Sent sent, string expected) =>
        _steps.Add(new StepResult(step, expected, await stage.StatusAsync(sender, sent, expected)));

    private string Student(int index) => stage.HaagaHelia.Students[index].Id;

    private ReferenceSis.Home.HomeCase? Case(Sent sent) => stage.HaagaHelia.HomeCases.FirstOrDefault(candidate => candidate.CaseId == sent.CaseId);

    private static TargetCase? TargetCase(ReferenceInstitution target, Sent sent) => target.TargetCases.FirstOrDefault(candidate => candidate.CaseId == sent.CaseId);

    /// <summary>How a case stands in the target's register, and what study right it has there.</summary>
    private static string Register(ReferenceInstitution target, Sent sent) => TargetCase(target, sent) is { } found
        ? $"{string.Join(", ", found.Selections.Select(selection => selection.State.ToString().ToLowerInvariant()))}, {(found.StudyRight is null ? "no study right" : found.IsOfficial ? "official study right" : "provisional study right")}"
        : "not in the register";

    private string Decision(Sent sent) => Case(sent) is { IsAccepted: true, Decision.TargetStudyRight: { } right }
        ? $"accepted, target study right until {right.EndDate:yyyy-MM-dd}"
        : "no acceptance yet";

    /// <summary>What the targets answered to a change.</summary>
    private string Answers(Sent sent) => string.Join(", ", stage.HaagaHelia.Answers
        .Where(answer => answer.MessageId == sent.MessageId)
        .OrderBy(answer => answer.Target, StringComparer.Ordinal)
        .Select(answer => $"{answer.Target} {answer.Outcome.ToString().ToLowerInvariant()}"));

    /// <summary>Which institutions' systems show something.</summary>
    private string Where(Func<ReferenceInstitution, bool> shows) => string.Join(", ", new[] { stage.HaagaHelia, stage.Metropolia, stage.Laurea }.Where(shows).Select(institution => institution.Institution));

    private string Record(string student) => stage.HaagaHelia.RecordsOf(student) is [.., var last] ? $"grade {last.Completion.Assessment?.Grade} from {last.OriginalInstitution}" : "none";

    private static string Json(OutgoingMessage message, string sender) => System.Text.Encoding.UTF8.GetString(message.ToJson(sender, message.Time!.Value)); // set by the story

    private static string NewId() => Guid.CreateVersion7().ToString();
}
