using System.Collections.Concurrent;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Broker;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.ReferenceSis;

namespace CrossStudyBroker.Host.Hosting;

/// <summary>The reference SIS of each sample institution, made when its adapter is connected.</summary>
internal sealed class ReferenceInstitutions(DirectorySource directory, IConfiguration configuration, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ReferenceInstitution> _institutions = new(StringComparer.Ordinal);

    /// <summary>By institution code.</summary>
    public IReadOnlyDictionary<string, ReferenceInstitution> All => _institutions;

    /// <summary>Makes the SIS of one institution.</summary>
    public ISisAdapter Make(string code, ILane lane) => _institutions.GetOrAdd(code, institution =>
    {
        var entry = directory.Current.Institutions[institution];
        return new ReferenceInstitution(
            new ReferenceOptions
            {
                Institution = institution,
                Networks = directory.Current.Networks.Values.Where(network => network.Members.Any(member => member.Institution == institution)).Select(network => network.Id).Order(StringComparer.Ordinal).ToList(),
                Seed = configuration.GetValue("ReferenceSis:Seed", 1),
                AcceptsAutomatically = !string.Equals(configuration["ReferenceSis:PersonDecidesAt"], institution, StringComparison.Ordinal),
                StudyOffice = entry.StudyOffice?.Email ?? "",
            },
            lane,
            time);
    });
}
