using CrossStudyBroker.Broker.Audit;
using CrossStudyBroker.Broker.Directory;

namespace CrossStudyBroker.Dashboard.SignIn;

/// <summary>
/// The one place that says who may what, and if not, why; pages and HTTP API both ask here. Whose messages a caller sees is
/// <see cref="Caller.VisibleTo"/>, which the store holds to.
/// </summary>
internal sealed class Permissions(DirectorySource directory)
{
    /// <summary>What stands in the way; null if the caller may.</summary>
    public Obstacle? Against(Caller caller, Right right) => right switch
    {
        Right.SendMessages => AgainstSending(caller),
        Right.ResolveFailures or Right.TestConnection => caller.Role == Role.Viewer ? Obstacle.OnlyViews : null,
        Right.ReadPayloads => caller.Role == Role.Operator ? Obstacle.OperatorReadsNoPayloads : caller.ReadsPayloads ? null : Obstacle.NoPayloadRight,
        Right.SearchStudents => caller.Role == Role.Operator ? Obstacle.OperatorSearchesNoStudents : null,
        Right.SeeMessages or Right.ExportMessages or Right.SeeDirectory or Right.SeeConnection or Right.SeeAudit or Right.SeeRetention => null,
        _ => throw new ArgumentOutOfRangeException(nameof(right), right, "A right without a rule."),
    };

    /// <summary>What stands in the way of something that is an institution's own matter, and the operator's.</summary>
    public Obstacle? Against(Caller caller, Right right, string institution) =>
        caller.Institution is { } own && own != institution ? Obstacle.OtherInstitution : Against(caller, right);

    /// <summary>The caller as the one who resolves transfers, and whom the audit names.</summary>
    public Actor ToActor(Caller caller) => new()
    {
        Institution = caller.Institution,
        Person = caller.Person,
        Name = caller.Name,
        MayResolve = Against(caller, Right.ResolveFailures) is null,
        MayReadPayloads = Against(caller, Right.ReadPayloads) is null,
    };

    private Obstacle? AgainstSending(Caller caller) =>
        caller.Institution is null ? Obstacle.OperatorSendsNothing
        : caller.Person is not null ? Obstacle.PeopleSendNothing
        : caller.Role == Role.Viewer ? Obstacle.OnlyViews
        : !directory.Current.Institutions.ContainsKey(caller.Institution) ? Obstacle.NotInDirectory
        : null;
}
