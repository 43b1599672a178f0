using CrossStudyBroker.Adapters.Rules;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.ReferenceSis.Sending;
using CrossStudyBroker.ReferenceSis.Students;

namespace CrossStudyBroker.ReferenceSis.Home;

/// <summary>What the institution knows as a home. Not thread-safe: the institution's lock is around it.</summary>
internal sealed class HomeRegister
{
    private readonly Dictionary<string, HomeStudent> _students;
    private readonly Remembered<string, HomeCase> _cases;
    private readonly Remembered<(string MessageId, string Target), ChangeAnswer> _answers;
    private readonly Dictionary<(string Target, string CompletionId), (string StudentId, RegisterRecord Record)> _records = [];

    public HomeRegister(ReferenceOptions options, DateOnly today)
    {
        _students = InventedStudents.Make(options, today).ToDictionary(s => s.Id, StringComparer.Ordinal);
        _cases = new(options.Remembered);
        _answers = new(options.Remembered);
    }

    public IReadOnlyList<HomeStudent> Students => [.. _students.Values];

    public IReadOnlyList<HomeCase> Cases => [.. _cases.Values];

    public IReadOnlyList<ChangeAnswer> Answers => [.. _answers.Values];

    public HomeStudent Student(string id) => _students.GetValueOrDefault(id) ?? throw new ArgumentException("There is no such student.", nameof(id));

    public HomeCase Case(string caseId) => FindCase(caseId) ?? throw new ArgumentException("There is no such case.", nameof(caseId));

    public HomeCase? FindCase(string? caseId) => caseId is null ? null : _cases.Find(caseId);

    public void Put(HomeStudent student) => _students[student.Id] = student;

    public void Put(HomeCase homeCase) => _cases[homeCase.CaseId] = homeCase;

    public void Put(ChangeAnswer answer) => _answers[(answer.MessageId, answer.Target)] = answer;

    /// <summary>The own student that a target means; learner number before personal identity code.</summary>
    public HomeStudent? Find(Student student) =>
        _students.Values.FirstOrDefault(s => student.LearnerNumber is not null && s.Student.LearnerNumber == student.LearnerNumber)
        ?? _students.Values.FirstOrDefault(s =>
            student.PersonalIdentityCode is not null && s.Student.PersonalIdentityCode == student.PersonalIdentityCode);

    public IReadOnlyList<RegisterRecord> RecordsOf(string studentId) => [.. _records.Values.Where(r => r.StudentId == studentId).Select(r => r.Record)];

    public void PutRecord(string target, string studentId, RegisterRecord record) => _records[(target, record.CompletionId)] = (studentId, record);

    public bool RemoveRecord(string target, string completionId) => _records.Remove((target, completionId));
}
