using CrossStudyBroker.Adapters;
using CrossStudyBroker.Adapters.Rules;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.ReferenceSis.Sending;

namespace CrossStudyBroker.ReferenceSis.Home;

/// <summary>Completions that come from targets (R14, R21), recorded as completed elsewhere (R26) and answered (R27).</summary>
internal sealed class HomeCompletions(HomeRegister register)
{
    private static readonly Localised NotOurs = new() { Fi = "Opiskelija ei ole meidän.", En = "The student is not ours." };
    private static readonly Localised NotAccepted = new() { Fi = "Vain hyväksytyt suoritukset kirjataan.", En = "Only accepted completions are recorded." };
    private static readonly Localised Unknown = new() { Fi = "Suoritusta ei ole kirjattu.", En = "The completion has not been recorded." };

    public Handled Recorded(Delivery<CompletionRecorded> delivery, DateTimeOffset now)
    {
        if (register.Find(delivery.Data.Student) is not { } student)
        {
            var refusal = new CompletionAnswered { Outcome = CompletionOutcome.Refused, Code = ProblemCodes.StudentUnknown, Reason = NotOurs };
            return Handled.Processed(Handled.Reply(delivery, refusal, now));
        }

        var answers = delivery.Data.Completions
            .Select(completion => Record(student.Id, delivery.Sender, completion, FinnishDay.Of(now)))
            .ToList();
        return Handled.Processed(Handled.Reply(delivery, Answer(answers), now));
    }

    private AnsweredCompletion Record(string studentId, string target, Completion completion, DateOnly today)
    {
        if (completion.Transaction == CompletionTransaction.Removal)
        {
            return register.RemoveRecord(target, completion.Id) ? Done(completion) : Refused(completion, Unknown);
        }

        if (completion.State != CompletionState.Accepted)
        {
            return Refused(completion, NotAccepted);
        }

        if (completion is { Transaction: CompletionTransaction.Replacement, ReplacedCompletionId: { } replaced })
        {
            register.RemoveRecord(target, replaced);
        }

        // A correction of what never arrived is recorded as it is now: it carries the whole record.
        register.PutRecord(target, studentId, CompletionRules.AtHome(completion, target, today));
        return Done(completion);
    }

    private static AnsweredCompletion Done(Completion completion) =>
        new() { Id = completion.Id, Outcome = AnsweredCompletionOutcome.Recorded, HomeCompletionId = "H-" + completion.Id };

    private static AnsweredCompletion Refused(Completion completion, Localised reason) =>
        new() { Id = completion.Id, Outcome = AnsweredCompletionOutcome.Refused, Code = ProblemCodes.ContentRefused, Reason = reason };

    /// <summary>R27: recorded, partly, or refused with a reason.</summary>
    private static CompletionAnswered Answer(List<AnsweredCompletion> answers)
    {
        var refused = answers.FindAll(a => a.Outcome == AnsweredCompletionOutcome.Refused);
        var outcome = refused.Count == 0 ? CompletionOutcome.Recorded
            : refused.Count < answers.Count ? CompletionOutcome.Partly
            : CompletionOutcome.Refused;
        return new()
        {
            Outcome = outcome,
            Code = outcome == CompletionOutcome.Refused ? refused[0].Code : null,
            Reason = outcome == CompletionOutcome.Refused ? refused[0].Reason : null,
            Completions = answers,
        };
    }
}
