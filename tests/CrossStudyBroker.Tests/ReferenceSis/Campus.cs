using System.Collections.Concurrent;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.ReferenceSis;
using CrossStudyBroker.ReferenceSis.Home;
using CrossStudyBroker.ReferenceSis.Offerings;
using CrossStudyBroker.ReferenceSis.Target;
using CrossStudyBroker.Tests.Adapters;
using Xunit;

namespace CrossStudyBroker.Tests.ReferenceSis;

/// <summary>
/// Two reference institutions in one network with nothing but lanes between them. Every message is checked by the real validation and goes
/// as bytes. It waits until <see cref="DeliverAsync()"/> takes it, so that a test can lose it, repeat it or look at it first.
/// </summary>
internal sealed class Campus
{
    public const string NetworkId = "3amk";

    private readonly Dictionary<string, AdapterCaller> _callers = [];
    private readonly ConcurrentQueue<(string Sender, OutgoingMessage Message)> _waiting = new();
    private readonly ConcurrentQueue<(string Sender, OutgoingMessage Message)> _sent = new();

    public Campus(bool acceptsAutomatically = true, int seed = 1)
    {
        Home = Add("10056", acceptsAutomatically, seed);
        Target = Add("10065", acceptsAutomatically, seed);
    }

    /// <summary>Monday 12 January 2026, 08:00 in Finland.</summary>
    public ManualClock Clock { get; } = new(new DateTimeOffset(2026, 1, 12, 6, 0, 0, TimeSpan.Zero));

    public ReferenceInstitution Home { get; }

    public ReferenceInstitution Target { get; }

    /// <summary>All messages that the lanes took, in order.</summary>
    public IReadOnlyList<(string Sender, OutgoingMessage Message)> Sent => [.. _sent];

    /// <summary>All outcomes, in order, with the type of the message.</summary>
    public List<(string Type, Outcome Outcome)> Outcomes { get; } = [];

    /// <summary>While true, the lanes take nothing.</summary>
    public bool IsDown { get; set; }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public HomeCase HomeCase => Home.HomeCases[^1];

    public TargetCase TargetCase => Target.TargetCases[^1];

    public string StudentId => Home.Students[0].Id;

    public Student Student => Home.Students[0].Student;

    /// <summary>A realisation of the target in the network, open for enrolment until 31 January, ending on 15 April.</summary>
    public static IReadOnlyList<OfferingItem> Course(string id = "R-1") => Courses.Make(new()
    {
        Id = id,
        Name = "Esimerkkikurssi",
        Networks = [NetworkId],
        EnrolmentStart = new(2026, 1, 5, 6, 0, 0, TimeSpan.Zero),
        EnrolmentEnd = new(2026, 1, 31, 21, 59, 59, TimeSpan.Zero),
        StartDate = new(2026, 2, 2),
        EndDate = new(2026, 4, 15),
    });

    /// <summary>The target publishes its course, and a home student enrols; all messages are delivered.</summary>
    /// <returns>The case id.</returns>
    public async Task<string> EnrolAsync(string realisation = "R-1")
    {
        await Target.PublishOfferingAsync(Course(realisation), dryRun: false, Token);
        await DeliverAsync();
        var sent = await Home.EnrolAsync(StudentId, Target.Institution, NetworkId, [realisation], Token);
        await DeliverAsync();
        return sent.CaseId!; // an enrolment has a case
    }

    /// <summary>Delivers until nothing waits; replies are delivered too.</summary>
    public async Task DeliverAsync()
    {
        while (_waiting.TryDequeue(out var next))
        {
            await DeliverAsync(next.Sender, next.Message);
        }
    }

    /// <summary>Delivers one message, perhaps once more; what it causes waits.</summary>
    public async Task<Outcome> DeliverAsync(string sender, OutgoingMessage message)
    {
        var recipient = message.Recipient ?? _callers.Keys.Single(code => code != sender);
        var delivery = DerivedIds.Delivery(sender, message.Id, recipient);
        var outcome = await Clock.RunAsync(_callers[recipient].CallAsync(delivery, message.ToJson(sender, Clock.GetUtcNow()), Token));
        lock (Outcomes)
        {
            Outcomes.Add((message.Type, outcome));
        }

        return outcome;
    }

    /// <summary>The last message of that type which the lanes took.</summary>
    public (string Sender, OutgoingMessage Message) Last(string type) => Sent.Last(s => s.Message.Type == type);

    private ReferenceInstitution Add(string code, bool acceptsAutomatically, int seed)
    {
        var options = new ReferenceOptions { Institution = code, Networks = [NetworkId], Seed = seed, AcceptsAutomatically = acceptsAutomatically };
        var institution = new ReferenceInstitution(options, new Lane(this, code), Clock);
        _callers[code] = new AdapterCaller(code, institution, new AdapterCallOptions(), Clock);
        return institution;
    }

    private sealed class Lane(Campus campus, string sender) : ILane
    {
        public Task SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            if (campus.IsDown)
            {
                throw new IOException("The lane takes nothing.");
            }

            using var checkedMessage = MessageValidation.Validate(message.ToJson(sender, campus.Clock.GetUtcNow()), MessageValidation.ContentType);
            Assert.True(checkedMessage.Problems.Count == 0, message.Type + string.Concat(checkedMessage.Problems.Select(p => $" {p.Code} {p.Pointer}")));
            campus._sent.Enqueue((sender, message));
            campus._waiting.Enqueue((sender, message));
            return Task.CompletedTask;
        }
    }
}
