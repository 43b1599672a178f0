using CrossStudyBroker.Adapters.Rules;
using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.Adapters.Conformance;

/// <summary>What the suite sends to the system under test. All persons are invented, and their codes belong to no one.</summary>
internal sealed class ConformanceMessages(ConformanceSubject subject, TimeProvider clock)
{
    private const string HomeStudyRightId = "conformance-study-right";

    public static Student Student { get; } = new()
    {
        LearnerNumber = "1.2.246.562.98.90000000010",
        PersonalIdentityCode = "130201A9873",
        FirstNames = "Vaatimus Testi",
        LastName = "Mukainen",
        DateOfBirth = new(2001, 2, 13),
    };

    public static Student Stranger { get; } = new()
    {
        LearnerNumber = "1.2.246.562.98.90000000023",
        PersonalIdentityCode = "240699-988R",
        FirstNames = "Outo",
        LastName = "Tuntematon",
        DateOfBirth = new(1999, 6, 24),
    };

    /// <summary>Last day of the partner's study right: soon, so that R4 has something to cap.</summary>
    public DateOnly HomeEnd => Today.AddDays(20);

    private DateOnly Today => FinnishDay.Of(clock.GetUtcNow());

    public OutgoingMessage Enrolment(string realisation, string caseId, Student student) => Message(caseId, new EnrolmentRequested
    {
        Student = student,
        HomeStudyRight = StudyRight(HomeEnd),
        EnrolledAt = clock.GetUtcNow(),
        Selections = [Place(realisation)],
    });

    public OutgoingMessage Cancellation(string realisation, string caseId) => Message(caseId, new EnrolmentCancelled
    {
        Student = Student, CancelledAt = clock.GetUtcNow(), Selections = [Place(realisation)],
    });

    public OutgoingMessage PersonalData(Student student) => Message(caseId: null, new PersonalDataChanged { Student = student with { CallName = "Uusi" } });

    public OutgoingMessage StudyRightUntil(DateOnly end) => Message(caseId: null, new StudyRightChanged
    {
        Student = Student, HomeStudyRight = StudyRight(end), Reason = StudyRightChangeReason.Shortened,
    });

    public OutgoingMessage Completion(Student student, CompletionTransaction transaction, string grade) => Message("conformance-completion", new CompletionRecorded
    {
        Student = new() { LearnerNumber = student.LearnerNumber, PersonalIdentityCode = student.PersonalIdentityCode },
        Completions =
        [
            new()
            {
                Id = "conformance-completion-1",
                Transaction = transaction,
                Item = new() { Kind = CompletedItemKind.CourseUnit, Id = "conformance-course" },
                Name = new() { Fi = "Vaatimustenmukaisuus", En = "Conformance" },
                State = CompletionState.Accepted,
                Credits = 5,
                Assessment = new() { Scale = 1, Grade = grade },
                CompletionDate = Today,
                Languages = ["fi"],
                Acceptors = [new() { LastName = "Opettaja" }],
                CompletionKind = 2,
                GuidanceField = 5,
            },
        ],
    });

    public OutgoingMessage Offering() => Message(caseId: null, new OfferingPublished
    {
        Items =
        [
            new()
            {
                Id = "conformance-course",
                Kind = OfferingKind.CourseUnit,
                Networks = [new() { Id = subject.Network }],
                Name = new() { Fi = "Vaatimustenmukaisuus", En = "Conformance" },
            },
        ],
    });

    public OutgoingMessage Withdrawal() =>
        Message(caseId: null, new OfferingWithdrawn { Items = [new() { Id = "conformance-course", Kind = OfferingKind.CourseUnit }] });

    public OutgoingMessage Network() => Message(caseId: null, new NetworkChanged
    {
        Change = NetworkChange.Changed,
        Network = new()
        {
            Id = subject.Network, Name = new() { Fi = subject.Network }, Type = NetworkType.FreedomOfChoice, ValidFrom = Today, Published = true,
        },
        Members = [new() { Institution = subject.Institution, Coordinator = true, ValidFrom = Today }],
    });

    public OutgoingMessage Status(string messageId) => Message(caseId: null, new MessageStatus
    {
        Changes = [new() { Id = messageId, TrackingId = "0191f000-0000-8000-8000-000000000001", State = MessageState.Queued, At = clock.GetUtcNow() }],
    });

    private OutgoingMessage Message(string? caseId, object data) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString(),
        Time = clock.GetUtcNow(),
        Recipient = data is PersonalDataChanged or StudyRightChanged or OfferingPublished or OfferingWithdrawn ? null : subject.Institution,
        Network = subject.Network,
        CaseId = caseId,
        Data = data,
    };

    private StudyRight StudyRight(DateOnly end) => new()
    {
        Id = HomeStudyRightId, Institution = subject.Partner, State = 1, Type = "1", StartDate = Today.AddYears(-1), EndDate = end,
    };

    private static Selection Place(string realisation) =>
        new() { Id = realisation, Kind = SelectionKind.Realisation, CourseUnitId = "conformance-course" };
}
