using System.Globalization;
using CrossStudyBroker.Adapters.Rules;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.ReferenceSis.Sending;

namespace CrossStudyBroker.ReferenceSis.Target;

/// <summary>What the institution knows as a target. Not thread-safe: the institution's lock is around it.</summary>
internal sealed class TargetRegister(ReferenceOptions options)
{
    private readonly Dictionary<(string Home, string CaseId), TargetCase> _cases = [];
    private readonly Queue<(string Home, string CaseId)> _order = new();
    private readonly Dictionary<string, TargetPerson> _persons = [];
    private readonly Dictionary<string, TargetCompletion> _completions = [];
    private readonly Remembered<string, string> _completionMessages = new(options.Remembered);
    private int _lastNumber;

    public IReadOnlyList<TargetCase> Cases => [.. _cases.Values];

    public IReadOnlyList<TargetPerson> Persons => [.. _persons.Values];

    public IReadOnlyList<TargetCompletion> Completions => [.. _completions.Values];

    public TargetCase? FindCase(string home, string? caseId) => caseId is null ? null : _cases.GetValueOrDefault((home, caseId));

    public TargetCase Case(string home, string caseId) => FindCase(home, caseId) ?? throw new ArgumentException("There is no such case.", nameof(caseId));

    public TargetPerson Person(string id) => _persons[id];

    public TargetCompletion? FindCompletion(string id) => _completions.GetValueOrDefault(id);

    /// <summary>Id of the completion that a message told of, or tells no longer.</summary>
    public string? CompletionOf(string? messageId) => messageId is null ? null : _completionMessages.Find(messageId);

    public TargetCompletion Completion(string id) => FindCompletion(id) ?? throw new ArgumentException("There is no such completion.", nameof(id));

    public string NewId(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{options.Institution}-{++_lastNumber}");

    public void Put(TargetPerson person) => _persons[person.Id] = person;

    public void Put(TargetCompletion completion)
    {
        _completions[completion.Completion.Id] = completion;
        _completionMessages[completion.MessageId] = completion.Completion.Id;
    }

    public void RemoveCompletion(string id) => _completions.Remove(id);

    /// <summary>R5, decided by a person: the second is the first.</summary>
    public void Join(string personId, string doubleId)
    {
        _persons.Remove(doubleId);
        foreach (var targetCase in _cases.Values.Where(c => c.PersonId == doubleId).ToList())
        {
            Put(targetCase with { PersonId = personId });
        }
    }

    public void Put(TargetCase targetCase)
    {
        var key = (targetCase.Home, targetCase.CaseId);
        if (!_cases.ContainsKey(key))
        {
            _order.Enqueue(key);
        }

        _cases[key] = targetCase;
        while (_cases.Count > options.Remembered && _order.TryDequeue(out var oldest))
        {
            _cases.Remove(oldest);
        }
    }

    /// <summary>R5: is the student known here?</summary>
    public IdentityMatch<TargetPerson> Match(Student student) => IdentityRules.Match(student, _persons.Values, person => person.Student);

    /// <summary>
    /// The student of a home, found by identity codes alone: a corrected name or date of birth must not hide a student whose link is live.
    /// </summary>
    public IdentityMatch<TargetPerson> MatchOf(string home, Student student)
    {
        var linked = _cases.Values.Where(c => c.Home == home && c.PersonId is not null).Select(c => c.PersonId).ToHashSet();
        var codes = student with { FirstNames = null, LastName = null, DateOfBirth = null };
        return IdentityRules.Match(codes, _persons.Values.Where(p => linked.Contains(p.Id)), person => person.Student);
    }

    /// <summary>R19: takes the provisional study right of a case away, and the student with it if nothing else holds the student.</summary>
    public TargetCase RemoveProvisional(TargetCase targetCase)
    {
        var others = _cases.Values.Where(c => c.PersonId == targetCase.PersonId && c.CaseId != targetCase.CaseId && c.StudyRight is not null).ToList();
        var removal = CancellationRules.AfterCancellation(targetCase.IsOfficial, hasAcceptedStudyRight: others.Exists(c => c.IsOfficial));
        if (removal == Removal.Nothing || targetCase.PersonId is not { } personId)
        {
            return targetCase;
        }

        // Another enrolment of the same student that is still to be decided keeps the student too.
        if (removal == Removal.StudentAndStudyRight && others.Count == 0)
        {
            _persons.Remove(personId);
        }

        return targetCase with { StudyRight = null, PersonId = null };
    }
}
