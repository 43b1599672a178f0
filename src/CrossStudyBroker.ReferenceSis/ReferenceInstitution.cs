using CrossStudyBroker.Adapters;
using CrossStudyBroker.Adapters.Rules;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.ReferenceSis.Faults;
using CrossStudyBroker.ReferenceSis.Home;
using CrossStudyBroker.ReferenceSis.Offerings;
using CrossStudyBroker.ReferenceSis.Sending;
using CrossStudyBroker.ReferenceSis.Students;
using CrossStudyBroker.ReferenceSis.Target;

namespace CrossStudyBroker.ReferenceSis;

/// <summary>
/// The reference SIS of one institution, home and target in one: it carries out every rule that belongs to an SIS (R5, R13, R16, R18–R20,
/// R26), in memory. This part shows what it knows; the others are its verbs and what it does with deliveries.
/// </summary>
public sealed partial class ReferenceInstitution : ISisAdapter
{
    private readonly Lock _lock = new();
    private readonly ReferenceOptions _options;
    private readonly ILane _lane;
    private readonly TimeProvider _clock;
    private readonly Catalogue _catalogue = new();
    private readonly Outbox _outbox;
    private readonly Remembered<Guid, Handled> _inbox;
    private readonly Dictionary<string, NetworkChanged> _networks = [];
    private readonly HomeRegister _home;
    private readonly HomeEnrolments _homeEnrolments;
    private readonly HomeChanges _homeChanges;
    private readonly HomeCompletions _homeCompletions;
    private readonly TargetRegister _target;
    private readonly TargetDecisions _targetDecisions;
    private readonly TargetEnrolments _targetEnrolments;
    private readonly TargetChanges _targetChanges;
    private readonly TargetCompletions _targetCompletions;

    /// <summary>Makes the SIS with its invented students.</summary>
    public ReferenceInstitution(ReferenceOptions options, ILane lane, TimeProvider clock)
    {
        _options = options;
        _lane = lane;
        _clock = clock;
        _outbox = new(options.Remembered);
        _inbox = new(options.Remembered);
        _home = new(options, FinnishDay.Of(clock.GetUtcNow()));
        _homeEnrolments = new(_home, _catalogue);
        _homeChanges = new(_home);
        _homeCompletions = new(_home);
        _target = new(options);
        _targetDecisions = new(options, _target);
        _targetEnrolments = new(options, _target, _targetDecisions, _catalogue);
        _targetChanges = new(_target);
        _targetCompletions = new(options, _target, _catalogue);
    }

    /// <summary>Institution code.</summary>
    public string Institution => _options.Institution;

    /// <summary>What goes wrong next.</summary>
    public FaultScript Faults { get; } = new();

    /// <summary>Own students.</summary>
    public IReadOnlyList<HomeStudent> Students => Read(() => _home.Students);

    /// <summary>All offering that is known here, own and other members' (R6).</summary>
    public IReadOnlyList<CatalogueItem> Catalogue => Read(() => _catalogue.Items);

    /// <summary>Enrolments of own students at targets.</summary>
    public IReadOnlyList<HomeCase> HomeCases => Read(() => _home.Cases);

    /// <summary>Answers of targets to changed personal data and study rights.</summary>
    public IReadOnlyList<ChangeAnswer> Answers => Read(() => _home.Answers);

    /// <summary>The enrolment register: enrolments of other institutions' students here (R18).</summary>
    public IReadOnlyList<TargetCase> TargetCases => Read(() => _target.Cases);

    /// <summary>Persons known here as a target, provisional ones among them (R18).</summary>
    public IReadOnlyList<TargetPerson> Persons => Read(() => _target.Persons);

    /// <summary>Completions recorded here for other institutions' students.</summary>
    public IReadOnlyList<TargetCompletion> Completions => Read(() => _target.Completions);

    /// <summary>Networks as the broker last told of them.</summary>
    public IReadOnlyList<NetworkChanged> Networks => Read(() => (IReadOnlyList<NetworkChanged>)[.. _networks.Values]);

    /// <summary>How own messages are getting on (R24).</summary>
    public IReadOnlyList<SyncStatus> Statuses => Read(() => _outbox.Statuses);

    /// <summary>How one own message is getting on (R24); null if it is unknown or forgotten.</summary>
    public SyncStatus? Status(string messageId) => Read(() => _outbox.Status(messageId));

    /// <summary>Called with every status change that the broker told of an own message (R24).</summary>
    public event Action<StatusChange>? StatusTold;

    /// <summary>What stands in an own student's record as completed elsewhere (R26).</summary>
    public IReadOnlyList<RegisterRecord> RecordsOf(string studentId) => Read(() => _home.RecordsOf(studentId));

    /// <inheritdoc/>
    public Task<Outcome?> CheckConnectionAsync(CancellationToken cancellationToken) => Task.FromResult<Outcome?>(Outcome.Processed); // it lies in the broker's own memory

    private T Read<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }
}
