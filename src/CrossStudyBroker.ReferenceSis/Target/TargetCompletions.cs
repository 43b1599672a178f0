using CrossStudyBroker.Adapters;
using CrossStudyBroker.Adapters.Rules;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.ReferenceSis.Offerings;
using CrossStudyBroker.ReferenceSis.Sending;
using CrossStudyBroker.ReferenceSis.Students;

namespace CrossStudyBroker.ReferenceSis.Target;

/// <summary>Completions recorded here, which leave for the home at once (R14, R21, R26), and the home's answers (R27).</summary>
internal sealed class TargetCompletions(ReferenceOptions options, TargetRegister register, Catalogue catalogue)
{
    /// <summary>R21: a new completion of an accepted place.</summary>
    public OutgoingMessage Record(string home, string caseId, string selectionId, string grade, DateTimeOffset now)
    {
        var targetCase = register.Case(home, caseId);
        if (!targetCase.Selections.Any(s => s.Id == selectionId && s.State == SelectionState.Accepted))
        {
            throw new ArgumentException("The student has no accepted place there (R18).", nameof(selectionId));
        }

        return Send(targetCase, Completion(selectionId, grade, FinnishDay.Of(now)), now);
    }

    /// <summary>R21: the same completion with another grade.</summary>
    public OutgoingMessage Correct(string completionId, string grade, DateTimeOffset now)
    {
        var known = register.Completion(completionId);
        var corrected = known.Completion with { Transaction = CompletionTransaction.Correction, Assessment = known.Completion.Assessment with { Grade = grade } };
        return Send(register.Case(known.Home, known.CaseId), corrected, now);
    }

    /// <summary>R21: the completion is taken away; the message carries it as it was last sent.</summary>
    public OutgoingMessage Remove(string completionId, DateTimeOffset now)
    {
        var known = register.Completion(completionId);
        return Send(register.Case(known.Home, known.CaseId), known.Completion with { Transaction = CompletionTransaction.Removal }, now);
    }

    /// <summary>R27.</summary>
    public Handled Answered(Delivery<CompletionAnswered> delivery)
    {
        if (register.CompletionOf(delivery.InReplyTo) is not { } completionId)
        {
            return Handled.Refused(ProblemCodes.ContentRefused, "No completion was sent with the message that this one answers.");
        }

        // An answer to what has been corrected since says nothing about the correction, whose own answer is still to come.
        if (register.FindCompletion(completionId) is { } completion && completion.MessageId == delivery.InReplyTo)
        {
            Apply(completion, delivery.Data);
        }

        return Handled.Processed();
    }

    private void Apply(TargetCompletion completion, CompletionAnswered answered)
    {
        var single = answered.Completions?.FirstOrDefault(c => c.Id == completion.Completion.Id)?.Outcome;
        var answer = single ?? (answered.Outcome == CompletionOutcome.Recorded ? AnsweredCompletionOutcome.Recorded : AnsweredCompletionOutcome.Refused);
        if (completion.Completion.Transaction == CompletionTransaction.Removal && answer == AnsweredCompletionOutcome.Recorded)
        {
            register.RemoveCompletion(completion.Completion.Id);
        }
        else
        {
            register.Put(completion with { Answer = answer });
        }
    }

    private OutgoingMessage Send(TargetCase targetCase, Completion completion, DateTimeOffset now)
    {
        var student = targetCase.PersonId is { } personId
            ? register.Person(personId).Student
            : throw new InvalidOperationException("The student of the case has been removed (R19).");
        var message = new OutgoingMessage
        {
            Id = Guid.CreateVersion7(now).ToString(),
            Time = now,
            Recipient = targetCase.Home,
            Network = targetCase.Network,
            CaseId = targetCase.CaseId,
            Data = new CompletionRecorded
            {
                Student = Identity.Of(student),
                Routing = CompletionRouting.CrossStudy,
                HomeStudyRight = Reference(targetCase.HomeStudyRight),
                TargetStudyRight = Reference(targetCase.StudyRight!), // an accepted place has made it official, and so it stays (R18, R20)
                Completions = [completion],
            },
        };
        register.Put(new TargetCompletion { Completion = completion, Home = targetCase.Home, CaseId = targetCase.CaseId, MessageId = message.Id });
        return message;
    }

    private Completion Completion(string selectionId, string grade, DateOnly today)
    {
        var realisation = catalogue.Find(options.Institution, selectionId);
        var courseUnit = realisation?.CourseUnitId is { } id ? catalogue.Find(options.Institution, id) : realisation;
        return new()
        {
            Id = register.NewId("C"),
            Transaction = CompletionTransaction.New,
            Item = new() { Kind = CompletedItemKind.CourseUnit, Id = courseUnit?.Id ?? selectionId, Code = courseUnit?.Code },
            Name = courseUnit?.Name ?? new() { Fi = selectionId },
            State = CompletionState.Accepted,
            Credits = courseUnit?.Credits?.Max ?? 5,
            Assessment = new() { Scale = courseUnit?.GradingScale ?? 1, Grade = grade },
            CompletionDate = today,
            RecordedDate = today,
            Languages = courseUnit?.TeachingLanguages ?? ["fi"],
            Acceptors = [new() { FirstNames = "Onni", LastName = "Opettaja" }],
            Organisation = new() { Institution = options.Institution },
            CompletionKind = 2,
            GuidanceField = courseUnit?.GuidanceFields is [var field, ..] ? field : 5,
        };
    }

    private static StudyRightReference Reference(StudyRight right) => new() { Id = right.Id, Institution = right.Institution };
}
