using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Identities;
using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.Benchmarks;

/// <summary>Valid enrolments of about 2 KB, each of another invented student and case.</summary>
internal static class Messages
{
    private static int _students;

    public static IReadOnlyList<IReadOnlyList<byte[]>> Make(int messages, int lanes) => Enumerable.Range(0, lanes)
        .Select(lane => (IReadOnlyList<byte[]>)Enumerable.Range(0, messages / lanes).Select(_ => Make(Lanes.Code(lane), Lanes.Code((lane + 1) % lanes))).ToList())
        .ToList();

    private static byte[] Make(string sender, string recipient)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new OutgoingMessage
        {
            Id = Guid.CreateVersion7().ToString(),
            CaseId = Guid.CreateVersion7().ToString(),
            Recipient = recipient,
            Network = "bench",
            TraceParent = null,
            Data = new EnrolmentRequested
            {
                EnrolledAt = now,
                Student = new Student
                {
                    LearnerNumber = NextLearnerNumber(),
                    FirstNames = "Esimerkki Maria Johanna",
                    CallName = "Maria",
                    LastName = "Mallikas-Esimerkkilä",
                    DateOfBirth = new DateOnly(2001, 2, 3),
                    Emails = ["maria.esimerkki@example.fi", "maria.toinen@example.fi"],
                    MotherTongue = "fi",
                },
                HomeStudyRight = new StudyRight { Id = "SR-1", Institution = sender, State = 1, StartDate = new DateOnly(2024, 8, 1), EndDate = new DateOnly(2030, 7, 31), EligibleForNetworkStudies = true },
                Selections = [new Selection { Id = "R-1", Kind = SelectionKind.Realisation, CourseUnitId = "CU-1" }],
                Descriptions = [new LabelledText { Key = "padding", Name = new() { En = "Padding" }, Value = new() { En = new string('x', 1000) } }],
            },
        }.ToJson(sender, now);
    }

    private static string NextLearnerNumber()
    {
        var stem = $"1.2.246.562.24.9{Interlocked.Increment(ref _students):D9}";
        return Enumerable.Range(0, 10).Select(digit => stem + digit).First(candidate => LearnerNumber.IsValid(candidate));
    }
}
