"""The field's conferences, journals and preprint servers, one a line.

A line begins with the name as the venue writes it; its parts follow, each after ` | `, their values separated by `; `.
Variants that differ only in case need no entry.

  weak   the name is also an English word, a name or a short code: it counts only in this case
         and with a year or a bracket next to it
  was    earlier names, each with the last year in which it was the name
  full   its full names, without "Proceedings of the", "IEEE" and the like before them
  also   other spellings that are as good as the name
  alias  other spellings in use, which the venue itself does not write

The parts are in this order. Where two spellings differ only in case, the first one is used.

Python instead of TOML, since every run needs it and bytecode loads faster.
"""

VENUES = {
    "conference": """
# machine learning
NeurIPS | was NIPS 2017 | full Advances in Neural Information Processing Systems; Conference on Neural Information Processing Systems; Neural Information Processing Systems | alias NeuIPS; NeurlPS; NIPs; NueIPS; NeurISP; NeurPS; NuerIPS; NeruIPS; NeurIPs; NeirIPS
ICML | full International Conference on Machine Learning | alias CIML; IMCL
ICLR | full International Conference on Learning Representations | alias ILCR; ICRL
AISTATS | full International Conference on Artificial Intelligence and Statistics; Artificial Intelligence and Statistics | alias AISTAT
UAI | full Conference on Uncertainty in Artificial Intelligence; Uncertainty in Artificial Intelligence
COLT | weak | full Conference on Learning Theory; Annual Conference on Learning Theory
ALT | weak | full International Conference on Algorithmic Learning Theory; Algorithmic Learning Theory
ACML | full Asian Conference on Machine Learning
ECML PKDD | full European Conference on Machine Learning and Principles and Practice of Knowledge Discovery in Databases; Joint European Conference on Machine Learning and Knowledge Discovery in Databases | also ECML-PKDD; ECML/PKDD; ECMLPKDD
ECML | full European Conference on Machine Learning
PKDD | full European Conference on Principles of Data Mining and Knowledge Discovery
MLSys | was SysML 2019 | full Conference on Machine Learning and Systems; Proceedings of Machine Learning and Systems
AutoML | weak | full International Conference on Automated Machine Learning | also AutoML-Conf
CoLLAs | full Conference on Lifelong Learning Agents
CPAL | full Conference on Parsimony and Learning
CLeaR | weak | full Conference on Causal Learning and Reasoning; Causal Learning and Reasoning
LoG | weak | full Learning on Graphs Conference
MIDL | full Medical Imaging with Deep Learning
MLHC | was MUCMD 2015 | full Machine Learning for Healthcare Conference
CHIL | full Conference on Health, Inference, and Learning
ML4H | full Machine Learning for Health
L4DC | full Conference on Learning for Dynamics and Control; Learning for Dynamics and Control
RLC | weak | full Reinforcement Learning Conference
RLDM | full Multidisciplinary Conference on Reinforcement Learning and Decision Making
SaTML | full IEEE Conference on Secure and Trustworthy Machine Learning; Secure and Trustworthy Machine Learning
ICANN | full International Conference on Artificial Neural Networks
ICONIP | full International Conference on Neural Information Processing
IJCNN | full International Joint Conference on Neural Networks
ESANN | full European Symposium on Artificial Neural Networks
ISNN | full International Symposium on Neural Networks
ICMLA | full International Conference on Machine Learning and Applications
ICMLC | full International Conference on Machine Learning and Computing
ICNC | full International Conference on Computing, Networking and Communications
CogSci | full Annual Meeting of the Cognitive Science Society; Annual Conference of the Cognitive Science Society
GECCO | full Genetic and Evolutionary Computation Conference
CEC | weak | full Congress on Evolutionary Computation
PPSN | full Parallel Problem Solving from Nature
EvoStar

# artificial intelligence
AAAI | full AAAI Conference on Artificial Intelligence; National Conference on Artificial Intelligence | alias AAAl; AAIA
IJCAI | full International Joint Conference on Artificial Intelligence | alias IJICAI; IJACI; IJCIA
IJCAR | full International Joint Conference on Automated Reasoning
ECAI | full European Conference on Artificial Intelligence
PRICAI | full Pacific Rim International Conference on Artificial Intelligence
AAMAS | full International Conference on Autonomous Agents and Multiagent Systems; International Joint Conference on Autonomous Agents and Multiagent Systems; Autonomous Agents and Multi-Agent Systems | alias AAAMS
ICAPS | full International Conference on Automated Planning and Scheduling
KR | weak | full International Conference on Principles of Knowledge Representation and Reasoning
SoCS | weak | full Symposium on Combinatorial Search
CPAIOR
AIES | full AAAI/ACM Conference on AI, Ethics, and Society
FAccT | full Conference on Fairness, Accountability, and Transparency | also ACM FAccT
AIIDE | full AAAI Conference on Artificial Intelligence and Interactive Digital Entertainment
CoG | weak | full Conference on Games
FDG | weak | full International Conference on the Foundations of Digital Games
ICAART
IVA | weak | full International Conference on Intelligent Virtual Agents
HCOMP | full AAAI Conference on Human Computation and Crowdsourcing
EAAMO
ICCC | weak | full International Conference on Computational Creativity
ISWC | full International Semantic Web Conference
ESWC | full Extended Semantic Web Conference; European Semantic Web Conference
AKBC | full Automated Knowledge Base Construction

# vision
CVPR | full Conference on Computer Vision and Pattern Recognition; Computer Vision and Pattern Recognition | alias CPVR; CVRP
ICCV | full International Conference on Computer Vision | alias IVCC; ICVC
ECCV | full European Conference on Computer Vision | alias EECV; ECVC
WACV | full Winter Conference on Applications of Computer Vision; Workshop on Applications of Computer Vision | alias WCAV; WAVC
BMVC | full British Machine Vision Conference
ACCV | full Asian Conference on Computer Vision
3DV | was 3DIMPVT 2012 | full International Conference on 3D Vision
ICIP | full International Conference on Image Processing
ICPR | full International Conference on Pattern Recognition
GCPR | full German Conference on Pattern Recognition; DAGM German Conference on Pattern Recognition
PRCV | full Chinese Conference on Pattern Recognition and Computer Vision
ICPRAM
ICDAR | full International Conference on Document Analysis and Recognition
DAS | weak | full International Workshop on Document Analysis Systems
IJCB | full International Joint Conference on Biometrics
BTAS
FG | weak | full International Conference on Automatic Face and Gesture Recognition | also FGR
AVSS | full International Conference on Advanced Video and Signal Based Surveillance
ICVS
MVA | weak | full International Conference on Machine Vision Applications
SCIA | weak | full Scandinavian Conference on Image Analysis
CRV | weak | full Conference on Robots and Vision; Conference on Computer and Robot Vision
VISAPP
ICIAP | full International Conference on Image Analysis and Processing
CAIP | weak
ICVGIP
DICTA | full International Conference on Digital Image Computing: Techniques and Applications
IVCNZ
VCIP | full Visual Communications and Image Processing
GRAPP
PCS | weak | full Picture Coding Symposium
DCC | weak | full Data Compression Conference
ICCP | weak | full International Conference on Computational Photography
ISMAR | full International Symposium on Mixed and Augmented Reality
IGARSS | full International Geoscience and Remote Sensing Symposium

# graphics
SIGGRAPH | full Special Interest Group on Computer Graphics and Interactive Techniques Conference | alias SIGGRPAH; SIGRAPH; SIGGARPH
SIGGRAPH Asia | also SA | alias SIGGRAPHAsia; SIGGRAPH-ASIA
Eurographics | also EG
EGSR | full Eurographics Symposium on Rendering
SGP | weak | full Symposium on Geometry Processing
SCA | weak | full Symposium on Computer Animation
I3D | weak | full Symposium on Interactive 3D Graphics and Games
HPG | weak | full High Performance Graphics; High-Performance Graphics
Pacific Graphics | also PG
GMP | weak
CASA | weak | full International Conference on Computer Animation and Social Agents
MIG | weak | full Motion, Interaction and Games
IEEE VIS | also IEEE Visualization; InfoVis
PacificVis
EuroVis
IEEE VR | full Conference on Virtual Reality and 3D User Interfaces | also IEEEVR
VRST | full Symposium on Virtual Reality Software and Technology
ETRA | weak | full Symposium on Eye Tracking Research and Applications

# language
ACL | full Annual Meeting of the Association for Computational Linguistics; Association for Computational Linguistics
EMNLP | full Conference on Empirical Methods in Natural Language Processing; Empirical Methods in Natural Language Processing | alias ENMLP; EMLNP; EMNPL
NAACL | full North American Chapter of the Association for Computational Linguistics | also NAACL-HLT; HLT-NAACL | alias NACCL
EACL | full European Chapter of the Association for Computational Linguistics
AACL | full Asia-Pacific Chapter of the Association for Computational Linguistics | also AACL-IJCNLP
IJCNLP | full International Joint Conference on Natural Language Processing | also IJCNLP-AACL
ACL-IJCNLP
EMNLP-IJCNLP
COLING | full International Conference on Computational Linguistics | also LREC-COLING
CoNLL | full Conference on Computational Natural Language Learning; Conference on Natural Language Learning
COLM | full Conference on Language Modeling | alias CoLM
LREC | full Language Resources and Evaluation Conference; International Conference on Language Resources and Evaluation
RANLP | full Recent Advances in Natural Language Processing
INLG | full International Natural Language Generation Conference; International Conference on Natural Language Generation
SIGDIAL | full Annual Meeting of the Special Interest Group on Discourse and Dialogue | also SIGdial
NLPCC | full CCF International Conference on Natural Language Processing and Chinese Computing; Natural Language Processing and Chinese Computing
CCL | weak | full China National Conference on Computational Linguistics; Chinese National Conference on Computational Linguistics
PACLIC
ROCLING
ICNLSP
StarSEM | full Joint Conference on Lexical and Computational Semantics
WMT | weak | full Conference on Machine Translation
IWSLT | full International Conference on Spoken Language Translation
EAMT
AMTA | weak
SemEval | full International Workshop on Semantic Evaluation
BlackboxNLP
RepL4NLP
TextGraphs
BioNLP | weak
ClinicalNLP
LAW | weak | full Linguistic Annotation Workshop
NoDaLiDa
IWCS | full International Conference on Computational Semantics
TSD | weak
CICLing

# speech and sound
INTERSPEECH | full Annual Conference of the International Speech Communication Association | also Interspeech
ICASSP | full International Conference on Acoustics, Speech and Signal Processing; International Conference on Acoustics, Speech, and Signal Processing | alias ICASP; ICCASP
ASRU | full Automatic Speech Recognition and Understanding Workshop
SLT | weak | full Spoken Language Technology Workshop
ISMIR | full International Society for Music Information Retrieval Conference; International Society for Music Information Retrieval
DCASE
WASPAA | full Workshop on Applications of Signal Processing to Audio and Acoustics
EUSIPCO | full European Signal Processing Conference
ICSLP
Odyssey | weak | full The Speaker and Language Recognition Workshop
SSW | weak | full Speech Synthesis Workshop
ISCSLP
APSIPA | also APSIPA ASC
DAFx
ICMC | weak
NIME | full New Interfaces for Musical Expression
MLSP | full Machine Learning for Signal Processing
GlobalSIP

# robotics and control
CoRL | full Conference on Robot Learning
ICRA | full International Conference on Robotics and Automation
IROS | full International Conference on Intelligent Robots and Systems
RSS | weak | full Robotics: Science and Systems
HRI | weak | full International Conference on Human-Robot Interaction; Conference on Human-Robot Interaction
Humanoids | weak | full International Conference on Humanoid Robots
ISRR | full International Symposium of Robotics Research; International Symposium on Robotics Research
ISER | weak | full International Symposium on Experimental Robotics
WAFR | full Workshop on the Algorithmic Foundations of Robotics
RO-MAN | weak | full International Conference on Robot and Human Interactive Communication | alias ROMAN
CASE | weak | full International Conference on Automation Science and Engineering
ROBIO | full International Conference on Robotics and Biomimetics
ICARCV
ICAR | weak | full International Conference on Advanced Robotics
AIM | weak | full International Conference on Advanced Intelligent Mechatronics
BioRob
RoboSoft
ITSC | full International Conference on Intelligent Transportation Systems
IV | weak | full Intelligent Vehicles Symposium
ACC | weak | full American Control Conference
CDC | weak | full Conference on Decision and Control
ECC | weak | full European Control Conference
IFAC | weak
ICCPS
HSCC
SMC | weak | full International Conference on Systems, Man, and Cybernetics

# data mining, retrieval, recommendation, databases, web
KDD | full Conference on Knowledge Discovery and Data Mining; International Conference on Knowledge Discovery & Data Mining; International Conference on Knowledge Discovery and Data Mining | also SIGKDD; ACM SIGKDD
ICDM | full International Conference on Data Mining
SDM | weak | full SIAM International Conference on Data Mining | also SIAM SDM
WSDM | full International Conference on Web Search and Data Mining
CIKM | full International Conference on Information and Knowledge Management | alias CKIM
PAKDD | full Pacific-Asia Conference on Knowledge Discovery and Data Mining
DSAA | full International Conference on Data Science and Advanced Analytics
Big Data | weak | full International Conference on Big Data | also BigData; IEEE BigData; IEEE Big Data
ICKG
ICBK
ASONAM
ADMA | weak
DASFAA | full Database Systems for Advanced Applications
SIGIR | full International Conference on Research and Development in Information Retrieval
SIGIR-AP
ICTIR | full International Conference on the Theory of Information Retrieval
ECIR | full European Conference on Information Retrieval
CHIIR
TREC | weak | full Text REtrieval Conference
RecSys | full Conference on Recommender Systems
UMAP | weak | full User Modeling, Adaptation and Personalization
WWW | weak | full International World Wide Web Conference; The Web Conference; Web Conference; World Wide Web Conference | also TheWebConf | alias TheWebConference
ICWSM | full International AAAI Conference on Web and Social Media
Hypertext | weak
WebSci
JCDL | full Joint Conference on Digital Libraries
SIGMOD | full International Conference on Management of Data | also ACM SIGMOD
VLDB | full International Conference on Very Large Data Bases; Very Large Data Bases
ICDE | full International Conference on Data Engineering
EDBT | full International Conference on Extending Database Technology
PODS | weak | full Symposium on Principles of Database Systems
CIDR | full Conference on Innovative Data Systems Research
ICDT | full International Conference on Database Theory
MDM | weak
SIGSPATIAL | full International Conference on Advances in Geographic Information Systems

# multimedia
ACM MM | full International Conference on Multimedia; ACM Multimedia | also MM; ACM Multimedia | alias ACMMM; ACM-MM
ICME | full International Conference on Multimedia and Expo; International Conference on Multimedia & Expo
ICMR | full International Conference on Multimedia Retrieval
MMM | weak | full International Conference on Multimedia Modeling; MultiMedia Modeling
ICMI | full International Conference on Multimodal Interaction; International Conference on Multimodal Interfaces
MMSys
MMSP
MM Asia | also MMAsia; ACM MM Asia
ACII | full International Conference on Affective Computing and Intelligent Interaction

# human-computer interaction
CHI | weak | full CHI Conference on Human Factors in Computing Systems; Conference on Human Factors in Computing Systems
UIST | full Symposium on User Interface Software and Technology
CSCW | full Computer-Supported Cooperative Work and Social Computing; Conference on Computer Supported Cooperative Work
IUI | full International Conference on Intelligent User Interfaces
UbiComp | full International Joint Conference on Pervasive and Ubiquitous Computing
DIS | weak | full Designing Interactive Systems
TEI | weak
C&C | weak | full Creativity and Cognition
MobileHCI
INTERACT | weak
ASSETS | weak
AutomotiveUI
SUI | weak
IDC | weak

# systems, networks, architecture
OSDI | full Symposium on Operating Systems Design and Implementation
SOSP | full Symposium on Operating Systems Principles
NSDI | full Symposium on Networked Systems Design and Implementation
ATC | weak | full USENIX Annual Technical Conference; Annual Technical Conference | also USENIX ATC; Usenix ATC
FAST | weak | full Conference on File and Storage Technologies | also USENIX FAST
EuroSys | full European Conference on Computer Systems
ASPLOS | full International Conference on Architectural Support for Programming Languages and Operating Systems; Architectural Support for Programming Languages and Operating Systems
ISCA | full International Symposium on Computer Architecture
MICRO | weak | full International Symposium on Microarchitecture
HPCA | full International Symposium on High Performance Computer Architecture; International Symposium on High-Performance Computer Architecture
PACT | weak | full International Conference on Parallel Architectures and Compilation Techniques
PPoPP | full Symposium on Principles and Practice of Parallel Programming
SC | weak | full International Conference for High Performance Computing, Networking, Storage and Analysis | also Supercomputing
ICS | weak | full International Conference on Supercomputing
IPDPS | full International Parallel and Distributed Processing Symposium
HPDC
CGO | weak | full International Symposium on Code Generation and Optimization
CC | weak | full International Conference on Compiler Construction
Euro-Par
ICPP | full International Conference on Parallel Processing
CLUSTER | weak
CCGrid
SoCC | full Symposium on Cloud Computing
Middleware | weak
HotOS
HotNets
HotCloud
HotStorage
Hot Chips | alias HotChips
MobiCom | full International Conference on Mobile Computing and Networking
MobiSys | full International Conference on Mobile Systems, Applications, and Services
SenSys | full Conference on Embedded Networked Sensor Systems
MobiHoc
IPSN | full International Conference on Information Processing in Sensor Networks
SIGCOMM | full Special Interest Group on Data Communication
INFOCOM | full Conference on Computer Communications
IMC | weak | full Internet Measurement Conference
CoNEXT
ICNP
ICDCS | full International Conference on Distributed Computing Systems
SIGMETRICS
ICC | weak | full International Conference on Communications
GLOBECOM | full Global Communications Conference
SEC | weak | full Symposium on Edge Computing
DAC | weak | full Design Automation Conference
ICCAD | full International Conference on Computer-Aided Design
DATE | weak | full Design, Automation and Test in Europe
ASP-DAC | full Asia and South Pacific Design Automation Conference | alias ASPDAC
ISSCC | full International Solid-State Circuits Conference
VLSI | weak | full Symposium on VLSI Technology and Circuits
FPGA | weak | full International Symposium on Field-Programmable Gate Arrays
FPL | weak
FCCM
ISCAS | full International Symposium on Circuits and Systems
ISLPED
ISPASS
GLSVLSI
CICC
BuildSys
IISWC
MLCAD
RTAS
RTSS | full Real-Time Systems Symposium
ICCD

# security
IEEE S&P | weak | full IEEE Symposium on Security and Privacy; Symposium on Security and Privacy | also S&P; IEEE SP; Oakland | alias IEEE S & P
USENIX Security | full USENIX Security Symposium | also USENIX Sec
CCS | weak | full Conference on Computer and Communications Security | also ACM CCS
NDSS | full Network and Distributed System Security Symposium
EuroS&P | full European Symposium on Security and Privacy
ACSAC | full Annual Computer Security Applications Conference
RAID | weak | full International Symposium on Research in Attacks, Intrusions and Defenses
ESORICS | full European Symposium on Research in Computer Security
AsiaCCS | also ACM AsiaCCS; ASIA CCS
DSN | weak | full International Conference on Dependable Systems and Networks
PETS | weak | full Privacy Enhancing Technologies Symposium | also PoPETs
CSF | weak | full Computer Security Foundations Symposium
AISec
CRYPTO | weak
EUROCRYPT
ASIACRYPT
SOUPS | weak

# software engineering and programming languages
ICSE | full International Conference on Software Engineering
FSE | weak | full Foundations of Software Engineering; International Conference on the Foundations of Software Engineering | also ESEC/FSE
ASE | weak | full International Conference on Automated Software Engineering
ISSTA | full International Symposium on Software Testing and Analysis
ICSME | full International Conference on Software Maintenance and Evolution
MSR | weak | full International Conference on Mining Software Repositories
SANER | full International Conference on Software Analysis, Evolution and Reengineering
ICPC | weak | full International Conference on Program Comprehension
ICST | full International Conference on Software Testing, Verification and Validation
ESEM
RE | weak | full International Requirements Engineering Conference
LLM4Code
PLDI | full Conference on Programming Language Design and Implementation
POPL | full Symposium on Principles of Programming Languages
OOPSLA | full Object-Oriented Programming, Systems, Languages, and Applications
ICFP | full International Conference on Functional Programming
ECOOP | full European Conference on Object-Oriented Programming
SPLASH | weak
CAV | weak | full International Conference on Computer Aided Verification; Computer Aided Verification
TACAS | full Tools and Algorithms for the Construction and Analysis of Systems
VMCAI
FMCAD
LPAR
ITP | weak | full International Conference on Interactive Theorem Proving
CADE | weak | full Conference on Automated Deduction
SAT | weak | full International Conference on Theory and Applications of Satisfiability Testing
CP | weak | full International Conference on Principles and Practice of Constraint Programming
LICS | full Symposium on Logic in Computer Science

# theory, economics, education, medicine
STOC | full Symposium on Theory of Computing
FOCS | full Symposium on Foundations of Computer Science
SODA | weak | full Symposium on Discrete Algorithms
ITCS | full Innovations in Theoretical Computer Science
ICALP | full International Colloquium on Automata, Languages and Programming; International Colloquium on Automata, Languages, and Programming
SoCG | full Symposium on Computational Geometry
ESA | weak | full European Symposium on Algorithms
ISIT | weak | full International Symposium on Information Theory
ITW | weak | full Information Theory Workshop
EC | weak | full Conference on Economics and Computation | also ACM EC
WINE | weak | full Conference on Web and Internet Economics
SAGT
ICAIF | full International Conference on AI in Finance
MICCAI | full Medical Image Computing and Computer Assisted Intervention; Medical Image Computing and Computer-Assisted Intervention | alias MICAAI; MICCIA
IPMI | full Information Processing in Medical Imaging
ISBI | full International Symposium on Biomedical Imaging
IPCAI
EMBC | full Annual International Conference of the IEEE Engineering in Medicine and Biology Society
BIBM | full International Conference on Bioinformatics and Biomedicine
RECOMB
ISMB
PSB | weak | full Pacific Symposium on Biocomputing
AMIA | weak
BHI | weak | full International Conference on Biomedical and Health Informatics
LAK | weak | full International Learning Analytics and Knowledge Conference
EDM | weak | full International Conference on Educational Data Mining
AIED | full International Conference on Artificial Intelligence in Education
SIGCSE | full Technical Symposium on Computer Science Education
ITiCSE
JURIX
ICAIL | full International Conference on Artificial Intelligence and Law
ICCBR
EUMAS
PRIMA | weak
ICTAI | full International Conference on Tools with Artificial Intelligence
FLAIRS
IAAI
SSCI
AIMLSystems
ISIE
COMPSAC
QCE | weak
WCNC | full Wireless Communications and Networking Conference
VTC | weak | full Vehicular Technology Conference
SPAWC
""",
    "journal": """
# machine learning and artificial intelligence
JMLR | full Journal of Machine Learning Research; J. Mach. Learn. Res.
TMLR | full Transactions on Machine Learning Research
DMLR | full Journal of Data-centric Machine Learning Research
JAIR | full Journal of Artificial Intelligence Research
AIJ | full Artificial Intelligence Journal
MLJ | full Machine Learning Journal | alias Mach. Learn.
Neural Networks | weak
Neural Computation | weak | alias Neural Comput.
Neurocomputing | weak
Neural Computing and Applications | alias Neural Comput. Appl.
TNNLS | was TNN 2011 | full Transactions on Neural Networks and Learning Systems
TETCI | full Transactions on Emerging Topics in Computational Intelligence
TAI | weak | full Transactions on Artificial Intelligence
TCYB | full Transactions on Cybernetics | also TCyb | alias T-Cyb
TEVC | full Transactions on Evolutionary Computation | also TEC
TFS | weak | full Transactions on Fuzzy Systems | also TFUZZ
TSMC | full Transactions on Systems, Man, and Cybernetics
JAAMAS | full Journal of Autonomous Agents and Multi-Agent Systems
TIST | weak | full Transactions on Intelligent Systems and Technology | also ACM TIST
ESWA | full Expert Systems with Applications; Expert Syst. Appl.
KBS | weak | full Knowledge-Based Systems; Knowledge Based Systems
EAAI | full Engineering Applications of Artificial Intelligence
Information Fusion | weak | alias Inf. Fusion
Information Sciences | weak | alias Inf. Sci.
Applied Intelligence | weak
Applied Soft Computing | full Appl. Soft Comput.
Artificial Intelligence Review
AI Magazine
Foundations and Trends in Machine Learning | alias Foundations and Trends® in Machine Learning
Machine Intelligence Research | weak
AI Open | weak
Patterns | weak
Entropy | weak

# vision, image, graphics, multimedia
TPAMI | full Transactions on Pattern Analysis and Machine Intelligence; IEEE Trans. Pattern Anal. Mach. Intell.; Trans. Pattern Anal. Mach. Intell. | also T-PAMI; PAMI | alias TAPMI
IJCV | full International Journal of Computer Vision; Int. J. Comput. Vis.
TIP | weak | full Transactions on Image Processing | also T-IP; IEEE TIP
TCSVT | full Transactions on Circuits and Systems for Video Technology | also T-CSVT
TMM | weak | full Transactions on Multimedia | also T-MM; IEEE TMM
TOMM | full Transactions on Multimedia Computing, Communications, and Applications | also TOMCCAP; ACM TOMM
TVCG | full Transactions on Visualization and Computer Graphics | also T-VCG
TOG | weak | full Transactions on Graphics; ACM Trans. Graph. | also ACM TOG
CGF | weak | full Computer Graphics Forum
Computers & Graphics | also Computers and Graphics | alias C&G
Visual Computer | weak | also The Visual Computer
CVIU | full Computer Vision and Image Understanding
IVC | weak | full Image and Vision Computing
Pattern Recognition | weak | also PR | alias Pattern Recognit.
Pattern Recognition Letters | also PRL | alias Pattern Recognit. Lett.
SPL | weak | full Signal Processing Letters
JVCI | full Journal of Visual Communication and Image Representation | also JVCIR
MTA | weak | full Multimedia Tools and Applications | also MTAP
TCI | weak | full Transactions on Computational Imaging
TBIOM | full Transactions on Biometrics, Behavior, and Identity Science
TGRS | full Transactions on Geoscience and Remote Sensing
GRSL | full Geoscience and Remote Sensing Letters
JSTARS | full Journal of Selected Topics in Applied Earth Observations and Remote Sensing
ISPRS Journal of Photogrammetry and Remote Sensing | also ISPRS JPRS; ISPRS
Remote Sensing | weak
CVMJ | full Computational Visual Media | also CVM
SIAM Journal on Imaging Sciences | alias SIIMS

# language, speech, retrieval, data
TACL | full Transactions of the Association for Computational Linguistics
Computational Linguistics | weak
TASLP | full Transactions on Audio, Speech, and Language Processing; Transactions on Audio, Speech and Language Processing | also TASL | alias T-ASLP
JSTSP | full Journal of Selected Topics in Signal Processing
TSP | weak | full Transactions on Signal Processing
SPM | weak | full Signal Processing Magazine
TALLIP | full Transactions on Asian and Low-Resource Language Information Processing
NLE | weak | full Natural Language Engineering
Speech Communication | weak
Language Resources and Evaluation
TKDE | full Transactions on Knowledge and Data Engineering
TKDD | full Transactions on Knowledge Discovery from Data
TOIS | full Transactions on Information Systems
TORS | weak | full Transactions on Recommender Systems
TWEB | weak | full Transactions on the Web
TODS | full Transactions on Database Systems
PVLDB | full Proceedings of the VLDB Endowment; Proc. VLDB Endow.
VLDBJ | full VLDB Journal; The VLDB Journal
KAIS | full Knowledge and Information Systems
DMKD | full Data Mining and Knowledge Discovery | also DAMI
JASIST
IPM | weak | full Information Processing & Management; Information Processing and Management | also IP&M
TBD | weak | full Transactions on Big Data
TAFFC | full Transactions on Affective Computing
ACM Computing Surveys | also CSUR; ACM CSUR; Computing Surveys | alias ACM Comput. Surv.
CACM | full Communications of the ACM

# robotics, transport, control
T-RO | full Transactions on Robotics | also TRO; IEEE TRO
RA-L | full Robotics and Automation Letters | also RAL; IEEE RAL
IJRR | full International Journal of Robotics Research
Science Robotics | alias Sci. Robot.; ScienceRobotics
Autonomous Robots | weak | also AuRo
RAS | weak | full Robotics and Autonomous Systems
JFR | weak | full Journal of Field Robotics
RAM | weak | full Robotics & Automation Magazine; Robotics and Automation Magazine
T-ASE | full Transactions on Automation Science and Engineering | also TASE
TMECH | full Transactions on Mechatronics
T-ITS | full Transactions on Intelligent Transportation Systems | also TITS
T-IV | full Transactions on Intelligent Vehicles | also TIV
TVT | weak | full Transactions on Vehicular Technology
TCST | full Transactions on Control Systems Technology
TAC | weak | full Transactions on Automatic Control
Automatica
L-CSS | full Control Systems Letters | alias LCSS
TIE | weak | full Transactions on Industrial Electronics
TII | weak | full Transactions on Industrial Informatics
TIM | weak | full Transactions on Instrumentation and Measurement
THMS | full Transactions on Human-Machine Systems
TCDS | full Transactions on Cognitive and Developmental Systems
THRI | full Transactions on Human-Robot Interaction
Frontiers in Robotics and AI
TOH | weak | full Transactions on Haptics
Soft Robotics | weak
JAS | weak | full Journal of Automatica Sinica; IEEE/CAA Journal of Automatica Sinica

# systems, networks, security, software
TC | weak | full Transactions on Computers
TPDS | full Transactions on Parallel and Distributed Systems
TOCS | full Transactions on Computer Systems
TCAD | full Transactions on Computer-Aided Design of Integrated Circuits and Systems
TACO | weak | full Transactions on Architecture and Code Optimization
TECS | weak | full Transactions on Embedded Computing Systems
JSSC | full Journal of Solid-State Circuits
TMC | weak | full Transactions on Mobile Computing
TON | weak | full Transactions on Networking
TWC | weak | full Transactions on Wireless Communications
TCOM | weak | full Transactions on Communications
JSAC | full Journal on Selected Areas in Communications
COMST | full Communications Surveys & Tutorials; Communications Surveys and Tutorials
IoT-J | full Internet of Things Journal | also IOTJ; IoTJ; JIOT; IEEE IoT; IEEE IOT
TIFS | full Transactions on Information Forensics and Security
TDSC | full Transactions on Dependable and Secure Computing
TOPS | weak | full Transactions on Privacy and Security
TSE | weak | full Transactions on Software Engineering
TOSEM | full Transactions on Software Engineering and Methodology
EMSE | full Empirical Software Engineering
TOPLAS
PACMPL | full Proceedings of the ACM on Programming Languages
IMWUT | full Proceedings of the ACM on Interactive, Mobile, Wearable and Ubiquitous Technologies
PACMHCI | full Proceedings of the ACM on Human-Computer Interaction
TOCHI | full Transactions on Computer-Human Interaction
IEEE Access
Proceedings of the IEEE

# medicine and biology
TMI | weak | full Transactions on Medical Imaging | also T-MI; IEEE TMI
MedIA | weak | full Medical Image Analysis | also MIA
JBHI | full Journal of Biomedical and Health Informatics | also J-BHI
TBME | full Transactions on Biomedical Engineering
CMIG | full Computerized Medical Imaging and Graphics
CMPB | full Computer Methods and Programs in Biomedicine
Computers in Biology and Medicine | also CBM | alias Comput. Biol. Med.
Bioinformatics | weak
Briefings in Bioinformatics
JAMIA
JAMA | weak
NEJM | full New England Journal of Medicine
NEJM AI
The Lancet | weak | also Lancet
The Lancet Digital Health | also Lancet Digital Health
npj Digital Medicine | alias NPJ Digit. Med.
JMIR
Radiology | weak
NeuroImage | weak
PLOS ONE | alias PLoS ONE; PloS One
PLOS Computational Biology | alias PLoS Comput. Biol.; PLoS Computational Biology
eLife | weak
TCBB | full Transactions on Computational Biology and Bioinformatics

# science at large
Nature | weak
Science | weak
Cell | weak
PNAS | full Proceedings of the National Academy of Sciences
PNAS Nexus
New Journal of Physics
Nature Communications | also Nature Comm. | alias Nat. Commun.; Nat Commun
Nature Machine Intelligence | also NMI | alias Nat. Mach. Intell.; Nat Mach Intell
Nature Methods | alias Nat. Methods
Nature Medicine | alias Nat. Med.
Nature Biotechnology | alias Nat. Biotechnol.
Nature Biomedical Engineering | alias Nat. Biomed. Eng.
Nature Neuroscience | alias Nat. Neurosci.
Nature Human Behaviour | alias Nature Human Behavior; Nat. Hum. Behav.
Nature Computational Science | alias Nat. Comput. Sci.
Nature Physics | alias Nat. Phys.
Nature Chemistry | alias Nat. Chem.
Nature Electronics
Nature Reviews Physics
Nature Reviews Neuroscience
Nature Genetics
npj Computational Materials
Scientific Reports | weak | alias Sci. Rep.
Scientific Data | weak | alias Sci. Data
Science Advances | alias Sci. Adv.
Communications Biology
Communications Chemistry
Communications Medicine
Chemical Science | weak
Digital Discovery | weak
JACS | weak
JCIM | full Journal of Chemical Information and Modeling
Journal of Computational Physics | alias J. Comput. Phys.
CMAME | full Computer Methods in Applied Mechanics and Engineering
Physical Review Letters | alias Phys. Rev. Lett.
Physical Review E
Physical Review X
Machine Learning: Science and Technology
Annals of Statistics | alias Ann. Stat.
JASA | full Journal of the American Statistical Association
JRSSB | full Journal of the Royal Statistical Society: Series B; Journal of the Royal Statistical Society | alias JRSS-B
Biometrika | weak
Statistical Science | weak
SIAM Review
Operations Research | weak
Management Science | weak
Econometrica
NECO | weak
Psychological Review
Trends in Cognitive Sciences | alias Trends Cogn. Sci.
Cognitive Science | weak
Neuron | weak
Frontiers in Neuroscience
Frontiers in Neurorobotics
Royal Society Open Science
National Science Review
Innovation | weak | also The Innovation
Science China Information Sciences | also Sci China Inf Sci | alias SCIS
JCST | full Journal of Computer Science and Technology
FCS | weak | full Frontiers of Computer Science
Sensors | weak
Electronics | weak
Applied Sciences | weak
""",
    "preprint": """
arXiv | full CoRR; arXiv preprint | alias axiv; arxvi; arvix; arXive
bioRxiv | alias bioRiv; bioArxiv; bioRvix; bioRxvi
medRxiv | alias medRiv; medArxiv; medRvix
ChemRxiv
PsyArXiv
TechRxiv
SSRN
Research Square | weak
Preprints | weak | also Preprints.org
HAL | weak
OpenReview | weak
Preprint | also Pre-print; preprint
""",
    "other": """
Blog | weak | also Blog post; Blogpost
Thesis | weak
ARR | weak | full ACL Rolling Review
Technical Report | weak | also Tech Report; Tech. Rep.
PhD Thesis | also Ph.D. Thesis; PhD thesis; Doctoral thesis
Master's Thesis | also Master Thesis; MSc Thesis
""",
}
"""The lines of each kind of venue."""
